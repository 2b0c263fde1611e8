package io.dm4j.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The three files that {@code ssl-ca}, {@code ssl-cert} and {@code ssl-key} name, in one directory. Each is replaced in one
 * step, so a reader finds the old or the new one, never half of one. Blocks on disk.
 */
public record PemFiles(Path ca, Path cert, Path key) {
    private static final String CA = "ca.pem";

    /** ca.pem, cert.pem and key.pem in the directory, there or not. */
    public static PemFiles in(Path directory) {
        return new PemFiles(directory.resolve(CA), directory.resolve("cert.pem"), directory.resolve("key.pem"));
    }

    /** ca.pem, NAME.pem and NAME.key in the directory, there or not. */
    public static PemFiles named(Path directory, String name) {
        if (!name.matches("[A-Za-z0-9._@-]+") || name.startsWith(".") || name.equals("ca")) {
            throw PkiError.NAME_WRONG
                    .because("'%s' cannot be the name of files", name)
                    .withWorkaround("Give another one with --file");
        }
        return new PemFiles(directory.resolve(CA), directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
    }

    /** Whom to trust from now on. */
    public void replaceTrust(CertificateAuthority... trusted) {
        new Draft(ca, Stream.of(trusted).map(CertificateAuthority::pem).collect(Collectors.joining())).publish();
    }

    /** Trusts this authority from now on beside those of the file; true if it was not there before. */
    public boolean addTrust(CertificateAuthority authority) {
        List<X509Certificate> trusted = new ArrayList<>(trusted());
        if (trusted.contains(authority.certificate())) {
            return false;
        }
        trusted.add(authority.certificate());
        new Draft(ca, trusted.stream().map(PemDocuments::text).collect(Collectors.joining())).publish();
        return true;
    }

    /** Those of the file; none if it is not there. */
    public List<X509Certificate> trusted() {
        return Files.exists(ca) ? certificates(ca) : List.of();
    }

    /** The certificate of the file. */
    public X509Certificate leaf() {
        return certificates(cert).stream()
                .findFirst()
                .orElseThrow(() -> PkiError.CERTIFICATE_UNUSABLE.because("%s: there is no certificate in it", cert));
    }

    /** The certificates of a PEM file, in their order. */
    public static List<X509Certificate> certificates(Path file) {
        try {
            return PemDocuments.certificates(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException | CertificateException e) {
            throw PkiError.CERTIFICATE_UNUSABLE.because(e, "%s: cannot be read as PEM certificates", file);
        }
    }

    /** Certificate and key from now on, one after the other; the key is for its owner only. */
    public void replaceIdentity(Issued issued) {
        new Draft(key, issued.keyPem()).keep();
        new Draft(cert, issued.chainPem()).publish();
    }
}
