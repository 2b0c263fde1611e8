package io.dm4j.dmctl;

import io.dm4j.api.SchemaOp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Replaces the structure of a table. */
@Command(
        name = "update",
        description = {
            "Replaces the structure of a table on the sources of -s, where the task must be paused.",
            "When it is resumed, all rows of the table from there on are read by the new one."
        })
final class BinlogSchemaUpdate implements Callable<Integer> {
    @ParentCommand
    private BinlogSchema group;

    @Mixin
    private ChosenTable chosen;

    @Parameters(
            index = "3",
            arity = "0..1",
            paramLabel = "FILE",
            description = "one CREATE TABLE statement; the name in it makes no difference")
    private String file = "";

    @Option(names = "--from-source", description = "take the structure that the source has now")
    private boolean fromSource;

    @Option(names = "--from-target", description = "take the structure that the target has now")
    private boolean fromTarget;

    @Mixin
    private WrittenAtOnce flags;

    @Override
    public Integer call() {
        return StructureCall.of(group.dmctl(), flags.into(chosen.question(SchemaOp.SetSchema)))
                .change(file, fromSource, fromTarget);
    }
}
