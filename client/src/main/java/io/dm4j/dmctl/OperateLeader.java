package io.dm4j.dmctl;

import io.dm4j.api.LeaderOp;
import io.dm4j.api.OperateLeaderRequest;
import io.dm4j.api.OperateLeaderResponse;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Has the leading master leave the lead to another one. */
@Command(
        name = "operate-leader",
        description = {
            "Has the leading master leave the lead to another one (evict), or lets all lead again (cancel-evict).",
            "One that was evicted leads only where no other can, also after a restart."
        })
final class OperateLeader implements Callable<Integer> {
    private static final String EVICT = "evict";
    private static final String CANCEL = "cancel-evict";

    @ParentCommand
    private Dmctl dmctl;

    @Parameters(index = "0", paramLabel = EVICT + "|" + CANCEL)
    private String operation;

    @Override
    public Integer call() {
        OperateLeaderRequest question =
                OperateLeaderRequest.newBuilder().setOp(op()).build();
        OperateLeaderResponse answer = dmctl.ask(masters -> masters.operateLeader(question));
        Printer printer = dmctl.printer();
        return printer.show(answer, () -> view(printer, answer), "dmctl list-member --master");
    }

    private LeaderOp op() {
        return switch (operation.toLowerCase(Locale.ROOT)) {
            case EVICT -> LeaderOp.EvictLeaderOp;
            case CANCEL -> LeaderOp.CancelEvictLeaderOp;
            default ->
                throw DmctlError.usage("operate-leader: no such operation: " + operation, EVICT + " or " + CANCEL);
        };
    }

    private void view(Printer printer, OperateLeaderResponse answer) {
        if (answer.getResult()) {
            Table table = Table.of("OPERATION", "RESULT");
            table.row(Cell.of(operation), Cell.verdict(true));
            printer.table(table);
        }
    }
}
