package io.dm4j.dmctl;

import io.dm4j.api.OperateTaskRequest;
import io.dm4j.api.OperateTaskResponse;
import io.dm4j.api.TaskOp;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The argument of pause-task, resume-task and stop-task: one task, or all tasks of one source. */
final class ChosenTask {
    @Parameters(arity = "0..1", paramLabel = "TASK", description = "its name or its file; without it, every task of -s")
    private String task = "";

    @Option(names = "--batch-size", paramLabel = "N", hidden = true)
    private int batchSize = 5;

    int operate(Dmctl dmctl, TaskOp op) {
        if (!task.isEmpty()) {
            return one(dmctl, op, LocalFiles.taskName(task));
        }
        if (dmctl.sources().size() != 1) {
            throw DmctlError.usage(
                    "no task is named", "Name a task or its file, or one source with -s for all tasks of it");
        }
        return new TasksOfSource(dmctl, dmctl.sources().get(0), op).operate();
    }

    private static int one(Dmctl dmctl, TaskOp op, String name) {
        OperateTaskResponse answer = dmctl.ask(masters -> masters.operateTask(OperateTaskRequest.newBuilder()
                .setOp(op)
                .setName(name)
                .addAllSources(dmctl.sources())
                .build()));
        Printer printer = dmctl.printer();
        return printer.show(
                answer,
                () -> SourceResults.print(printer, answer.getResult(), answer.getMsg(), answer.getSourcesList()),
                "dmctl query-status " + name);
    }
}
