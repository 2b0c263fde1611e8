package io.dm4j.dmctl;

import io.dm4j.api.OperateSchemaRequest;
import io.dm4j.api.SchemaOp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What binlog-schema was before; runbooks still have it. */
@Command(name = "operate-schema", hidden = true, description = "The former name of binlog-schema.")
final class OperateSchema implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Parameters(index = "0", paramLabel = "get|set|remove", description = "binlog-schema list, update, delete")
    private String what;

    @Parameters(index = "1", paramLabel = "TASK", description = "its name or its file")
    private String task;

    @Parameters(index = "2", arity = "0..1", paramLabel = "FILE", description = "for set: one CREATE TABLE statement")
    private String file = "";

    @Option(
            names = {"-d", "--database"},
            required = true,
            paramLabel = "SCHEMA",
            description = "of the table on the source")
    private String schema;

    @Option(
            names = {"-t", "--table"},
            required = true,
            paramLabel = "TABLE",
            description = "on the source")
    private String table;

    @Mixin
    private WrittenAtOnce flags;

    @Override
    public Integer call() {
        return switch (what) {
            case "get" -> StructureCall.of(dmctl, question(SchemaOp.GetSchema)).show();
            case "set" ->
                StructureCall.of(dmctl, flags.into(question(SchemaOp.SetSchema)))
                        .change(file, false, false);
            case "remove" ->
                StructureCall.of(dmctl, question(SchemaOp.RemoveSchema)).change();
            default ->
                throw DmctlError.usage(
                        "operate-schema: " + what + " is none of get, set and remove",
                        "Write: operate-schema get TASK -d SCHEMA -t TABLE -s SOURCE");
        };
    }

    private OperateSchemaRequest.Builder question(SchemaOp op) {
        return OperateSchemaRequest.newBuilder()
                .setOp(op)
                .setTask(LocalFiles.taskName(task))
                .setDatabase(schema)
                .setTable(table);
    }
}
