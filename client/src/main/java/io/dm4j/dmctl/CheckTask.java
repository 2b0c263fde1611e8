package io.dm4j.dmctl;

import io.dm4j.api.CheckTaskRequest;
import io.dm4j.api.CheckTaskResponse;
import io.dm4j.config.StartTime;
import io.dm4j.config.TaskConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Asks whether a task could start. */
@Command(name = "check-task", description = "Checks a task file and the databases it names; changes nothing.")
final class CheckTask implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Parameters(paramLabel = "FILE", description = "task file (YAML)")
    private String file;

    @Option(
            names = {"-e", "--error"},
            paramLabel = "N",
            description = "show so many errors (10)")
    private long errors = 10;

    @Option(
            names = {"-w", "--warn"},
            paramLabel = "N",
            description = "show so many warnings (10)")
    private long warnings = 10;

    @Option(names = "--start-time", paramLabel = "TIME", description = "as of start-task")
    private String startTime = "";

    @Override
    public Integer call() {
        LocalFiles.Checked<TaskConfig> task = LocalFiles.task(file);
        StartTime.of(startTime)
                .ifPresent(time -> time.requireUseIn(task.parsed().value().mode()));
        CheckTaskRequest question = CheckTaskRequest.newBuilder()
                .setTask(dmctl.textToSend(task))
                .setErrCnt(errors)
                .setWarnCnt(warnings)
                .setStartTime(startTime)
                .build();
        CheckTaskResponse answer = dmctl.ask(masters -> masters.checkTask(question));
        return show(answer);
    }

    private int show(CheckTaskResponse answer) {
        Printer printer = dmctl.printer();
        if (printer.isForPrograms()) {
            return printer.show(answer, () -> {}, "");
        }
        CheckReport.print(printer, answer.getMsg());
        return (answer.getResult() ? ExitCode.DONE : ExitCode.REFUSED).number();
    }
}
