package io.dm4j.dmctl;

import io.dm4j.api.ErrorOp;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** DM's former words for {@link Binlog}; runbooks still have them. */
@Command(name = "handle-error", description = "Former name of binlog skip, binlog replace and binlog revert.")
final class HandleError implements Callable<Integer> {
    static final String NAME = "handle-error";

    @ParentCommand
    private Dmctl dmctl;

    @Mixin
    private ChosenStatement chosen;

    @Parameters(index = "1", paramLabel = "skip|replace|revert")
    private String operation;

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "SQL", description = "of replace")
    private List<String> statements = List.of();

    @Override
    public Integer call() {
        return chosen.operate(dmctl, op(), statements);
    }

    private ErrorOp op() {
        return switch (operation) {
            case "skip" -> ErrorOp.Skip;
            case "replace" -> ErrorOp.Replace;
            case "revert" -> ErrorOp.Revert;
            default ->
                throw DmctlError.usage(
                        "handle-error: " + operation + " is no operation", "One of: skip, replace, revert");
        };
    }
}
