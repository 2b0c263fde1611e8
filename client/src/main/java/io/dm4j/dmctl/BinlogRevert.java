package io.dm4j.dmctl;

import io.dm4j.api.ErrorOp;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Takes back what was to be done with a statement. */
@Command(name = "revert", description = "Takes back what is to be done with a statement that has not been reached yet.")
final class BinlogRevert implements Callable<Integer> {
    @ParentCommand
    private Binlog binlog;

    @Mixin
    private ChosenStatement chosen;

    @Override
    public Integer call() {
        return chosen.operate(binlog.dmctl(), ErrorOp.Revert, List.of());
    }
}
