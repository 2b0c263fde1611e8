package io.dm4j.client;

import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import java.nio.file.Path;

/** A CA to throw away, and files it issues. */
public final class TestPki {
    private final Path directory;
    private final CertificateAuthority authority;

    public TestPki(Path directory, String name) {
        this.directory = directory;
        this.authority = CertificateAuthority.create(name);
    }

    /** Files for a holder of this Common Name, reached under this address; none = under no address. */
    public PemFiles issue(String commonName, String address) {
        PemFiles files = PemFiles.named(directory, commonName);
        files.addTrust(authority);
        Leaf leaf = Leaf.named(commonName);
        files.replaceIdentity(authority.issue(address.isEmpty() ? leaf.forHosts() : leaf.forHosts(address)));
        return files;
    }
}
