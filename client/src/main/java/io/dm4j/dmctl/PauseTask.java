package io.dm4j.dmctl;

import io.dm4j.api.TaskOp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Pauses a task; it keeps its progress. */
@Command(name = "pause-task", description = "Pauses a task; it keeps its progress.")
final class PauseTask implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Mixin
    private ChosenTask chosen;

    @Override
    public Integer call() {
        return chosen.operate(dmctl, TaskOp.Pause);
    }
}
