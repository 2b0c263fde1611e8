package io.dm4j.dmctl;

import io.dm4j.api.TaskOp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Resumes a paused task where it was. */
@Command(name = "resume-task", description = "Resumes a paused task where it was.")
final class ResumeTask implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Mixin
    private ChosenTask chosen;

    @Override
    public Integer call() {
        return chosen.operate(dmctl, TaskOp.Resume);
    }
}
