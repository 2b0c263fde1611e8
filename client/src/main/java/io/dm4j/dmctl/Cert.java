package io.dm4j.dmctl;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The development CA; works on files alone. */
@Command(
        name = "cert",
        description = "A small CA for development: makes and renews certificates. Asks no master.",
        synopsisSubcommandLabel = "ca|issue|renew",
        subcommands = {CertCa.class, CertIssue.class, CertRenew.class})
final class Cert implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Override
    public Integer call() {
        throw DmctlError.usage("cert: what to do is missing", "Write: cert ca, cert issue or cert renew");
    }

    Printer printer() {
        return dmctl.printer();
    }
}
