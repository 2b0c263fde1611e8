package io.dm4j.it.cluster;

import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The authority of the moment and everybody's files; replaces all of them in the three steps of an orderly change. */
public final class Trust {
    private final Path directory;
    private final Map<Party, Issued> certificates = new EnumMap<>(Party.class);
    private CertificateAuthority authority = CertificateAuthority.create("demo CA 1");
    private CertificateAuthority next = CertificateAuthority.create("demo CA 2");

    private Trust(Path directory) {
        this.directory = directory;
    }

    public static Trust create(Path directory) {
        Trust trust = new Trust(directory);
        for (Party party : Party.values()) {
            trust.files(party).replaceTrust(trust.authority);
            trust.issue(party, trust.authority);
        }
        return trust;
    }

    public PemFiles files(Party party) {
        return PemFiles.in(directory(party));
    }

    /** Where the party's files are. */
    public Path directory(Party party) {
        return directory.resolve(party.commonName());
    }

    /** The old authority, until the change to the new one. */
    public CertificateAuthority authority() {
        return authority;
    }

    public Issued certificate(Party party) {
        return certificates.get(party);
    }

    /** Step 1: whom to trust becomes the old authority and the new one. */
    public void trustBoth(Party party) {
        files(party).replaceTrust(authority, next);
    }

    /** Step 2: key and certificate become new ones, by the new authority. */
    public void reissue(Party party) {
        issue(party, next);
    }

    /** Step 3: the old authority goes. */
    public void trustNewOnly(Party party) {
        files(party).replaceTrust(next);
    }

    private void issue(Party party, CertificateAuthority by) {
        files(party).replaceIdentity(issued(party, by));
    }

    /** A new certificate by the old authority, which is the caller's to put into the party's files. */
    public Issued renewed(Party party) {
        return issued(party, authority);
    }

    private Issued issued(Party party, CertificateAuthority by) {
        Issued issued = by.issue(Leaf.named(party.commonName()));
        certificates.put(party, issued);
        return issued;
    }
}
