package io.dm4j.dmctl;

import io.dm4j.pki.AuthorityDirectory;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.dm4j.pki.SubjectName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Issues a certificate. */
@Command(
        name = "issue",
        description = {
            "Issues a certificate with a new key: OUT/CN.pem and OUT/CN.key.",
            "The CA goes into OUT/ca.pem beside those that are trusted there already.",
            "Without a host it is good for callers only, not for servers."
        })
final class CertIssue implements Callable<Integer> {
    @ParentCommand
    private Cert cert;

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "where the CA is kept")
    private Path directory;

    @Option(names = "--cn", required = true, paramLabel = "NAME", description = "Common Name, that of cert-allowed-cn")
    private String commonName;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            split = ",",
            description = "DNS names and IP addresses under which others reach it (comma list)")
    private List<String> hosts = List.of();

    @Option(
            names = "--uri",
            paramLabel = "URI",
            split = ",",
            description = "URIs that say who it is, such as spiffe://prod/dm-master (comma list)")
    private List<String> uris = List.of();

    @Option(names = "--days", paramLabel = "N", description = "how long it is valid (365); not longer than the CA")
    private int days = 365;

    @Option(names = "--out", required = true, paramLabel = "OUT", description = "where the files go")
    private Path out;

    @Option(names = "--file", paramLabel = "NAME", description = "name of the files (the Common Name)")
    private String file;

    @Override
    public Integer call() {
        Leaf leaf = leaf();
        PemFiles files = PemFiles.named(out, file == null ? commonName : file);
        CertificateAuthority authority = new AuthorityDirectory(directory).open();
        Issued issued = authority.issue(leaf);
        boolean added = files.addTrust(authority);
        files.replaceIdentity(issued);
        return CertReport.of(issued.certificate())
                .wrote(files.cert(), "ssl-cert")
                .wrote(files.key(), "ssl-key: for its owner only")
                .found(files.ca(), added, "ssl-ca")
                .next("name the files as ssl-ca, ssl-cert and ssl-key, and " + commonName
                        + " in cert-allowed-cn of those it calls")
                .show(cert.printer());
    }

    private Leaf leaf() {
        List<SubjectName> names = Stream.concat(
                        hosts.stream().map(SubjectName::host), uris.stream().map(SubjectName::uri))
                .toList();
        Leaf leaf = Leaf.named(commonName).forNames(names).lasting(CertReport.lifetime(days));
        return hosts.isEmpty() ? leaf.only(Leaf.Usage.CLIENT) : leaf;
    }
}
