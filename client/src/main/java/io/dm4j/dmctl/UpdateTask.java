package io.dm4j.dmctl;

import io.dm4j.api.UpdateTaskRequest;
import io.dm4j.api.UpdateTaskResponse;
import io.dm4j.config.TaskConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Exchanges the file of a task that is there. */
@Command(
        name = "update-task",
        description = "Exchanges user, password and security block of a task's target; the task goes on running.")
final class UpdateTask implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Parameters(paramLabel = "FILE", description = "task file (YAML)")
    private String file;

    @Override
    public Integer call() {
        LocalFiles.Checked<TaskConfig> task = LocalFiles.task(file);
        UpdateTaskRequest question =
                UpdateTaskRequest.newBuilder().setTask(dmctl.textToSend(task)).build();
        UpdateTaskResponse answer = dmctl.ask(masters -> masters.updateTask(question));
        return dmctl.printer()
                .show(
                        answer,
                        () -> view(dmctl.printer(), answer),
                        "dmctl query-status " + task.parsed().value().name());
    }

    private static void view(Printer printer, UpdateTaskResponse answer) {
        if (!answer.getCheckResult().isBlank()) {
            CheckReport.print(printer, answer.getCheckResult());
        }
        SourceResults.print(printer, answer.getResult(), answer.getMsg(), answer.getSourcesList());
    }
}
