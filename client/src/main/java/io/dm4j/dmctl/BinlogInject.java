package io.dm4j.dmctl;

import io.dm4j.api.ErrorOp;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs statements before one. */
@Command(
        name = "inject",
        description = "Runs these statements on the target before one, under the names of the upstream.")
final class BinlogInject implements Callable<Integer> {
    @ParentCommand
    private Binlog binlog;

    @Mixin
    private ChosenStatement chosen;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "SQL",
            description = "statements, with semicolons between them; each table with its schema")
    private List<String> statements;

    @Override
    public Integer call() {
        return chosen.operate(binlog.dmctl(), ErrorOp.Inject, statements);
    }
}
