package io.dm4j.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/** Where an authority is kept: ca.pem for everybody, ca.key for its owner only. Blocks on disk. */
public record AuthorityDirectory(Path path) {

    public Path certificate() {
        return path.resolve("ca.pem");
    }

    public Path key() {
        return path.resolve("ca.key");
    }

    /** Writes a new authority; one that is there is never replaced. */
    public void keep(CertificateAuthority authority) {
        Stream.of(key(), certificate()).filter(Files::exists).findFirst().ifPresent(there -> {
            throw PkiError.AUTHORITY_EXISTS.because("%s is there already and is not replaced", there);
        });
        new Draft(key(), authority.keyPem()).keepFirst();
        new Draft(certificate(), authority.pem()).publishFirst();
    }

    /** The authority that is kept here. */
    public CertificateAuthority open() {
        return CertificateAuthority.of(read(), readKey(), certificate());
    }

    private X509Certificate read() {
        try {
            List<X509Certificate> found = PemDocuments.certificates(text(certificate()));
            return found.stream().findFirst().orElseThrow(() -> unusable(null, certificate(), "no certificate in it"));
        } catch (IOException | CertificateException e) {
            throw unusable(e, certificate(), "cannot be read as a PEM certificate");
        }
    }

    private java.security.PrivateKey readKey() {
        try {
            return PemDocuments.key(text(key()));
        } catch (IOException e) {
            throw unusable(e, key(), "cannot be read as a PEM key");
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static RuntimeException unusable(Throwable cause, Path file, String why) {
        String what = Files.exists(file) ? why : "there is no such file";
        return PkiError.AUTHORITY_UNUSABLE.because(Files.exists(file) ? cause : null, "%s: %s", file, what);
    }
}
