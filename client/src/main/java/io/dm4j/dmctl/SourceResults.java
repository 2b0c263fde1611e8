package io.dm4j.dmctl;

import io.dm4j.api.CommonWorkerResponse;
import java.util.List;

/** One line a source: who has it, and how it went. */
final class SourceResults {
    private SourceResults() {}

    static void print(Printer printer, boolean result, String message, List<CommonWorkerResponse> sources) {
        if (result && !message.isBlank()) {
            printer.line(message.strip());
        }
        if (!sources.isEmpty()) {
            printer.table(table(sources));
        } else if (result && message.isBlank()) {
            printer.line(Ink.FAINT, "no source");
        }
    }

    private static Table table(List<CommonWorkerResponse> sources) {
        Table table = Table.of("SOURCE", "WORKER", "RESULT", "MESSAGE");
        for (CommonWorkerResponse source : sources) {
            table.row(
                    Cell.of(source.getSource()),
                    Cell.orDash(source.getWorker()),
                    Cell.verdict(source.getResult()),
                    Cell.of(source.getResult() ? source.getMsg() : ""));
        }
        return table;
    }
}
