package io.dm4j.dmctl;

import io.dm4j.api.SchemaOp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Shows the structure that is kept of a table. */
@Command(
        name = "list",
        description = {
            "Shows the structure by which the next rows of a table are read: its columns and unique keys.",
            "On each source of the task, or on those of -s."
        })
final class BinlogSchemaList implements Callable<Integer> {
    @ParentCommand
    private BinlogSchema group;

    @Mixin
    private ChosenTable chosen;

    @Override
    public Integer call() {
        return StructureCall.of(group.dmctl(), chosen.question(SchemaOp.GetSchema))
                .show();
    }
}
