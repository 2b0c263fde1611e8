package io.dm4j.dmctl;

import io.dm4j.api.SchemaOp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Forgets the structure of a table. */
@Command(
        name = "delete",
        description = {
            "Forgets the structure of a table on the sources of -s, where the task must be paused.",
            "The table's next row is read by the structure that the source has then."
        })
final class BinlogSchemaDelete implements Callable<Integer> {
    @ParentCommand
    private BinlogSchema group;

    @Mixin
    private ChosenTable chosen;

    @Override
    public Integer call() {
        return StructureCall.of(group.dmctl(), chosen.question(SchemaOp.RemoveSchema))
                .change();
    }
}
