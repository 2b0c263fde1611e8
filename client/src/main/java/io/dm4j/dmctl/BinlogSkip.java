package io.dm4j.dmctl;

import io.dm4j.api.ErrorOp;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Leaves a statement out on the target. */
@Command(
        name = "skip",
        description = {
            "Leaves a statement out on the target.",
            "The task must be paused, as one is that an error has stopped; it goes on by itself.",
            "Rows behind the statement are taken by the upstream's definition."
        })
final class BinlogSkip implements Callable<Integer> {
    @ParentCommand
    private Binlog binlog;

    @Mixin
    private ChosenStatement chosen;

    @Override
    public Integer call() {
        return chosen.operate(binlog.dmctl(), ErrorOp.Skip, List.of());
    }
}
