package io.dm4j.dmctl;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The structures by which a task reads the rows of tables. */
@Command(
        name = "binlog-schema",
        description = "Shows and changes the structures by which a task reads the rows of its tables in the binlog.",
        synopsisSubcommandLabel = "list|update|delete",
        subcommands = {BinlogSchemaList.class, BinlogSchemaUpdate.class, BinlogSchemaDelete.class})
final class BinlogSchema implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Override
    public Integer call() {
        throw DmctlError.usage(
                "binlog-schema: what to do is missing",
                "Write: binlog-schema list TASK SCHEMA TABLE, or see dmctl binlog-schema --help");
    }

    Dmctl dmctl() {
        return dmctl;
    }
}
