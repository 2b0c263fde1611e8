package io.dm4j.it.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The three files that {@code ssl-ca}, {@code ssl-cert} and {@code ssl-key} name, in one directory. */
public record PemFiles(Path ca, Path cert, Path key) {

    /** ca.pem, cert.pem and key.pem in the directory, there or not. */
    public static PemFiles in(Path directory) {
        return new PemFiles(directory.resolve("ca.pem"), directory.resolve("cert.pem"), directory.resolve("key.pem"));
    }

    /** Whom to trust from now on; the file is replaced in one step. */
    public void replaceTrust(CertificateAuthority... trusted) {
        StringBuilder bundle = new StringBuilder();
        for (CertificateAuthority authority : trusted) {
            bundle.append(authority.pem());
        }
        replace(ca, bundle.toString());
    }

    /** Certificate and key from now on; each file is replaced in one step, one after the other. */
    public void replaceIdentity(Issued issued) {
        replace(key, issued.keyPem());
        replace(cert, issued.chainPem());
    }

    private static void replace(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path next = Files.createTempFile(file.getParent(), ".next-", ".pem");
            Files.write(next, text.getBytes(StandardCharsets.US_ASCII));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
