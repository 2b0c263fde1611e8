package io.dm4j.dmctl;

import io.dm4j.api.trust.NodeReload;
import io.dm4j.api.trust.ReloadOutcome;
import io.dm4j.api.trust.Reloaded;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustReloadResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Has nodes look at their files now. */
@Command(
        name = "reload",
        description = {
            "Has the nodes look at their TLS and configuration files now, and tells what they took.",
            "They look by themselves each second. Exit code 1 if a node does not answer or refuses what lies on its disk."
        })
final class TlsReload implements Callable<Integer> {
    @ParentCommand
    private Tls tls;

    @Mixin
    private ChosenNodes nodes;

    @Override
    public Integer call() {
        TrustReloadRequest question =
                TrustReloadRequest.newBuilder().addAllNames(nodes.names()).build();
        TrustReloadResponse answer = tls.dmctl().ask(masters -> masters.reload(question));
        Printer printer = tls.dmctl().printer();
        boolean good =
                answer.getMsg().isEmpty() && answer.getNodesList().stream().allMatch(TlsReload::isGood);
        return printer.show(answer, good, () -> view(printer, answer));
    }

    private static void view(Printer printer, TrustReloadResponse answer) {
        printer.table(table(answer));
        if (!answer.getMsg().isEmpty()) {
            printer.line(Ink.BAD, answer.getMsg());
        }
    }

    private static boolean isGood(NodeReload node) {
        return node.getError().isEmpty()
                && node.getReloadedList().stream().noneMatch(each -> each.getOutcome() == ReloadOutcome.RELOAD_REFUSED);
    }

    private static Table table(TrustReloadResponse answer) {
        Table table = Table.of("NODE", "USE", "OUTCOME", "GENERATION", "DETAIL");
        for (NodeReload node : answer.getNodesList()) {
            Cell name = Cell.of(node.getNode().getName());
            if (!node.getError().isEmpty()) {
                Cell none = Cell.orDash("");
                table.row(name, none, new Cell("no answer", Ink.BAD), none, Cell.of(node.getError()));
            }
            node.getReloadedList()
                    .forEach(each -> table.row(
                            name,
                            Cell.of(each.getUse()),
                            outcome(each),
                            Cell.of(Long.toUnsignedString(each.getGeneration())),
                            Cell.of(each.getDetail())));
        }
        return table;
    }

    private static Cell outcome(Reloaded each) {
        return switch (each.getOutcome()) {
            case RELOAD_UNCHANGED -> new Cell("as it was", Ink.FAINT);
            case RELOAD_TAKEN -> new Cell("taken", Ink.GOOD);
            case RELOAD_REFUSED -> new Cell("refused", Ink.BAD);
            default -> Cell.of("unknown");
        };
    }
}
