package io.dm4j.dmctl;

import io.dm4j.api.OperateSchemaRequest;
import io.dm4j.api.SchemaOp;
import picocli.CommandLine.Parameters;

/** The words of binlog-schema: a task, and a table as its sources name it. */
final class ChosenTable {
    @Parameters(index = "0", paramLabel = "TASK", description = "its name or its file")
    private String task;

    @Parameters(index = "1", paramLabel = "SCHEMA", description = "of the table on the source")
    private String schema;

    @Parameters(index = "2", paramLabel = "TABLE", description = "on the source")
    private String table;

    OperateSchemaRequest.Builder question(SchemaOp op) {
        return OperateSchemaRequest.newBuilder()
                .setOp(op)
                .setTask(LocalFiles.taskName(task))
                .setDatabase(schema)
                .setTable(table);
    }
}
