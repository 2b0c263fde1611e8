package io.dm4j.dmctl;

import io.dm4j.api.CommonWorkerResponse;
import io.dm4j.api.ErrorOp;
import io.dm4j.api.HandleErrorResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Shows what is to be done with statements that have not been reached yet. */
@Command(
        name = "list",
        description = "Shows what is to be done with statements that have not been reached yet, from -b on.")
final class BinlogList implements Callable<Integer> {
    @ParentCommand
    private Binlog binlog;

    @Mixin
    private ChosenStatement chosen;

    @Override
    public Integer call() {
        return chosen.operate(binlog.dmctl(), ErrorOp.List, List.of(), BinlogList::print);
    }

    private static void print(Printer printer, HandleErrorResponse answer) {
        Table table = Table.of("SOURCE", "PLACE", "DONE", "STATEMENTS");
        answer.getSourcesList().stream().filter(CommonWorkerResponse::getResult).forEach(source -> rows(source, table));
        if (!table.isEmpty()) {
            printer.table(table);
        } else if (answer.getResult()) {
            printer.line(Ink.FAINT, "nothing pending");
        }
    }

    /** Each source tells in its words, as in DM, which are JSON. */
    private static void rows(CommonWorkerResponse source, Table table) {
        new JsonArray(source.getMsg()).forEach(each -> {
            JsonObject one = (JsonObject) each;
            table.row(
                    Cell.of(source.getSource()),
                    Cell.of(one.getString("binlogPos")),
                    Cell.of(ErrorOp.forNumber(one.getInteger("op")).name().toLowerCase(Locale.ROOT)),
                    Cell.orDash(one.getJsonArray("sqls", new JsonArray()).stream()
                            .map(String.class::cast)
                            .collect(Collectors.joining("; "))));
        });
    }
}
