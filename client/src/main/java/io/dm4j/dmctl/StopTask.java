package io.dm4j.dmctl;

import io.dm4j.api.TaskOp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Stops a task and forgets it; its progress on the target stays. */
@Command(name = "stop-task", description = "Stops a task and forgets it; its progress on the target stays.")
final class StopTask implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Mixin
    private ChosenTask chosen;

    @Override
    public Integer call() {
        return chosen.operate(dmctl, TaskOp.Delete);
    }
}
