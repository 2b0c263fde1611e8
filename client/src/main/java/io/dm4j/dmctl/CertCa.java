package io.dm4j.dmctl;

import io.dm4j.pki.AuthorityDirectory;
import io.dm4j.pki.CertificateAuthority;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes an authority. */
@Command(
        name = "ca",
        description = {
            "Makes a CA: DIR/ca.pem for everybody, DIR/ca.key for its owner only.",
            "One that is there is never replaced."
        })
final class CertCa implements Callable<Integer> {
    @ParentCommand
    private Cert cert;

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "where the CA is kept")
    private Path directory;

    @Option(names = "--name", paramLabel = "CN", description = "its Common Name (dm4j CA)")
    private String name = "dm4j CA";

    @Option(names = "--days", paramLabel = "N", description = "how long it is valid (3650)")
    private int days = 3650;

    @Override
    public Integer call() {
        CertificateAuthority authority = CertificateAuthority.create(name, CertReport.lifetime(days));
        AuthorityDirectory kept = new AuthorityDirectory(directory);
        kept.keep(authority);
        return CertReport.of(authority.certificate())
                .wrote(kept.certificate(), "whom to trust")
                .wrote(kept.key(), "signs certificates: keep it to yourself")
                .next("dmctl cert issue --dir " + directory + " --cn NAME --host HOST --out DIR")
                .show(cert.printer());
    }
}
