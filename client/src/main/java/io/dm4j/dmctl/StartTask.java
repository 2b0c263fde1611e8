package io.dm4j.dmctl;

import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.StartTaskResponse;
import io.dm4j.config.StartTime;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Starts a task. */
@Command(name = "start-task", description = "Checks a task and starts it on its sources, or on those of -s.")
final class StartTask implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "task file (YAML)")
    private String file = "";

    @Option(names = "--remove-meta", description = "forget the progress of an earlier run first: start from nothing")
    private boolean removeMeta;

    @Option(
            names = "--start-time",
            paramLabel = "TIME",
            description =
                    "where an incremental task begins in the binlog: '2026-01-31 12:00:00' of the upstream, or with a zone")
    private String startTime = "";

    @Option(
            names = {"-p", "--print-sample-config"},
            description = "print a commented task file; needs no master")
    private boolean sample;

    @Override
    public Integer call() {
        if (sample) {
            dmctl.printer().line(TaskFile.sample().stripTrailing());
            return ExitCode.DONE.number();
        }
        if (file.isEmpty()) {
            throw DmctlError.usage("start-task: no task file is named", "Name one, or see -p for a sample");
        }
        LocalFiles.Checked<TaskConfig> task = LocalFiles.task(file);
        StartTime.of(startTime)
                .ifPresent(time -> time.requireUseIn(task.parsed().value().mode()));
        StartTaskRequest question = question(dmctl.textToSend(task));
        return show(
                dmctl.ask(masters -> masters.startTask(question)),
                task.parsed().value().name());
    }

    private StartTaskRequest question(String text) {
        return StartTaskRequest.newBuilder()
                .setTask(text)
                .addAllSources(dmctl.sources())
                .setRemoveMeta(removeMeta)
                .setStartTime(startTime)
                .build();
    }

    private int show(StartTaskResponse answer, String name) {
        Printer printer = dmctl.printer();
        String next = answer.getSourcesCount() == 0 ? "dmctl check-task " + file : "dmctl query-status " + name;
        return printer.show(answer, () -> view(printer, answer), next);
    }

    private static void view(Printer printer, StartTaskResponse answer) {
        if (!answer.getCheckResult().isBlank()) {
            CheckReport.print(printer, answer.getCheckResult());
        }
        if (answer.getSourcesCount() > 0 || answer.getResult()) {
            SourceResults.print(printer, answer.getResult(), answer.getMsg(), answer.getSourcesList());
        }
    }
}
