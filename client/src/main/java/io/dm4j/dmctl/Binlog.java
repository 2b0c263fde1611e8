package io.dm4j.dmctl;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What is to be done with single statements that stop a task. */
@Command(
        name = "binlog",
        description = {
            "Says what is to be done with a statement on definitions that stops a task, or would.",
            "It is kept by the cluster until its place is passed; a task that waits goes on by itself."
        },
        synopsisSubcommandLabel = "skip|replace|inject|revert|list",
        subcommands = {BinlogSkip.class, BinlogReplace.class, BinlogInject.class, BinlogRevert.class, BinlogList.class})
final class Binlog implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Override
    public Integer call() {
        throw DmctlError.usage(
                "binlog: what to do is missing",
                "Write: binlog skip, binlog replace, binlog inject, binlog revert or binlog list");
    }

    Dmctl dmctl() {
        return dmctl;
    }
}
