package io.dm4j.dmctl;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What concerns certificates, on this machine and in the cluster. */
@Command(
        name = "tls",
        description = "Looks after certificates: on this machine before a node starts, and in the cluster.",
        synopsisSubcommandLabel = "check|status|reload|rotate-ca",
        subcommands = {TlsCheck.class, TlsStatus.class, TlsReload.class, TlsRotateCa.class})
final class Tls implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Override
    public Integer call() {
        throw DmctlError.usage(
                "tls: what to do is missing", "Write: tls check, tls status, tls reload or tls rotate-ca --plan");
    }

    Dmctl dmctl() {
        return dmctl;
    }
}
