package io.dm4j.dmctl;

import io.dm4j.api.ErrorOp;
import io.dm4j.api.HandleErrorRequest;
import io.dm4j.api.HandleErrorResponse;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The argument of commands on single statements: a task, and a place in its sources' binlogs. */
final class ChosenStatement {
    private static final Pattern PLACE = Pattern.compile("[^|:\\s]+\\.\\d{1,18}:\\d{1,18}");

    @Parameters(index = "0", paramLabel = "TASK", description = "its name or its file")
    private String task;

    @Option(
            names = {"-b", "--binlog-pos"},
            paramLabel = "FILE:POS",
            description = "where the statement begins; without it, the one that stops the task")
    private String place = "";

    int operate(Dmctl dmctl, ErrorOp op, List<String> statements) {
        return operate(
                dmctl,
                op,
                statements,
                (printer, answer) ->
                        SourceResults.print(printer, answer.getResult(), answer.getMsg(), answer.getSourcesList()));
    }

    /** @param statements words of one text, as a shell has taken them apart */
    int operate(Dmctl dmctl, ErrorOp op, List<String> statements, BiConsumer<Printer, HandleErrorResponse> view) {
        if (!place.isEmpty() && !PLACE.matcher(place).matches()) {
            throw DmctlError.usage(
                    "--binlog-pos: `" + place + "` is no place in a binlog",
                    "Give FILE:POS as query-status shows it, such as mysql-bin.000003:3270");
        }
        HandleErrorRequest.Builder question = HandleErrorRequest.newBuilder()
                .setOp(op)
                .setTask(LocalFiles.taskName(task))
                .addAllSources(dmctl.sources())
                .setBinlogPos(place);
        if (!statements.isEmpty()) {
            question.addSqls(String.join(" ", statements));
        }
        HandleErrorResponse answer = dmctl.ask(masters -> masters.handleError(question.build()));
        Printer printer = dmctl.printer();
        return printer.show(answer, () -> view.accept(printer, answer), "dmctl query-status " + question.getTask());
    }
}
