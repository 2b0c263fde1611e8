package io.dm4j.dmctl;

import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.api.trust.TrustStatusResponse;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Shows what TLS stands on, node by node. */
@Command(
        name = "status",
        description = {
            "Shows each set of TLS files of each node, the connections that stand on it, and who calls or is refused.",
            "Exit code 1 if a node does not answer or its files on disk do not serve."
        })
final class TlsStatus implements Callable<Integer> {
    @ParentCommand
    private Tls tls;

    @Mixin
    private ChosenNodes nodes;

    @Override
    public Integer call() {
        TrustStatusRequest question =
                TrustStatusRequest.newBuilder().addAllNames(nodes.names()).build();
        TrustStatusResponse answer = tls.dmctl().ask(masters -> masters.trust(question));
        Printer printer = tls.dmctl().printer();
        boolean good =
                answer.getMsg().isEmpty() && answer.getNodesList().stream().allMatch(TlsStatus::isGood);
        return printer.show(answer, good, () -> new TrustView(printer, InstantSource.system()).print(answer));
    }

    private static boolean isGood(NodeTrust node) {
        boolean trouble = node.getSetsList().stream().anyMatch(set -> set.hasTrouble())
                || node.hasConfig() && node.getConfig().hasTrouble();
        return node.getError().isEmpty() && !trouble;
    }
}
