package io.dm4j.dmctl;

import io.dm4j.api.CommonWorkerResponse;
import io.dm4j.api.OperateSchemaRequest;
import io.dm4j.api.OperateSchemaResponse;
import io.dm4j.config.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One question about the structure of a table, asked and told. */
final class StructureCall {
    private final Dmctl dmctl;
    private final OperateSchemaRequest.Builder question;

    private StructureCall(Dmctl dmctl, OperateSchemaRequest.Builder question) {
        this.dmctl = dmctl;
        this.question = question.addAllSources(dmctl.sources());
    }

    static StructureCall of(Dmctl dmctl, OperateSchemaRequest.Builder question) {
        return new StructureCall(dmctl, question);
    }

    int show() {
        OperateSchemaResponse answer = ask();
        Printer printer = dmctl.printer();
        return printer.show(answer, () -> structures(printer, answer), nextCommand());
    }

    /** With the new structure, which comes from one place. */
    int change(String file, boolean fromSource, boolean fromTarget) {
        long given = Stream.of(!file.isEmpty(), fromSource, fromTarget)
                .filter(is -> is)
                .count();
        if (given != 1) {
            throw DmctlError.usage(
                    "the new structure comes from " + given + " places",
                    "Name a file with its CREATE TABLE statement, or say --from-source or --from-target");
        }
        question.setFromSource(fromSource).setFromTarget(fromTarget);
        if (!file.isEmpty()) {
            question.setSchema(TextFile.read(Path.of(file)));
        }
        return change();
    }

    int change() {
        if (dmctl.sources().isEmpty()) {
            throw DmctlError.usage("no source is named", "Name those whose structure is to change: -s SOURCE");
        }
        OperateSchemaResponse answer = ask();
        Printer printer = dmctl.printer();
        return printer.show(
                answer,
                () -> SourceResults.print(printer, answer.getResult(), answer.getMsg(), answer.getSourcesList()),
                nextCommand());
    }

    private OperateSchemaResponse ask() {
        OperateSchemaRequest request = question.build();
        return dmctl.ask(masters -> masters.operateSchema(request));
    }

    private String nextCommand() {
        return "dmctl query-status " + question.getTask();
    }

    /** Statements, so that they can be kept as a file. */
    private static void structures(Printer printer, OperateSchemaResponse answer) {
        List<CommonWorkerResponse> all = answer.getSourcesList().stream()
                .filter(CommonWorkerResponse::getResult)
                .toList();
        for (CommonWorkerResponse source : all) {
            if (all.size() > 1) {
                printer.line(Ink.FAINT, "-- source " + source.getSource());
            }
            printer.line(source.getMsg() + ";");
        }
    }
}
