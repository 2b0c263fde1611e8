package io.dm4j.dmctl;

import io.dm4j.pki.AuthorityDirectory;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.PemFiles;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Issues a certificate anew. */
@Command(
        name = "renew",
        description = {
            "Replaces OUT/NAME.pem and OUT/NAME.key by a certificate for the same names with a new key and new dates.",
            "The CA goes into OUT/ca.pem beside those that are trusted there already. Nodes need no restart."
        })
final class CertRenew implements Callable<Integer> {
    @ParentCommand
    private Cert cert;

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "where the CA is kept")
    private Path directory;

    @Option(
            names = "--file",
            required = true,
            paramLabel = "NAME",
            description = "name of the files, as issue wrote them")
    private String file;

    @Option(names = "--out", required = true, paramLabel = "OUT", description = "where the files are")
    private Path out;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "how long it is valid (as long as the one before); not longer than the CA")
    private Integer days;

    @Override
    public Integer call() {
        PemFiles files = PemFiles.named(out, file);
        X509Certificate before = files.leaf();
        CertificateAuthority authority = new AuthorityDirectory(directory).open();
        Issued issued = authority.renew(
                before, Optional.ofNullable(days).map(CertReport::lifetime).orElseGet(() -> lifetime(before)));
        boolean added = files.addTrust(authority);
        files.replaceIdentity(issued);
        return CertReport.of(issued.certificate())
                .wrote(files.cert(), "ssl-cert")
                .wrote(files.key(), "ssl-key: for its owner only")
                .found(files.ca(), added, "ssl-ca")
                .next("nothing, a node reads them at its next connection")
                .show(cert.printer());
    }

    private static Duration lifetime(X509Certificate before) {
        return Duration.between(
                before.getNotBefore().toInstant(), before.getNotAfter().toInstant());
    }
}
