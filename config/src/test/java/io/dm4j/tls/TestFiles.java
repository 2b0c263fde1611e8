package io.dm4j.tls;

import io.dm4j.config.PemInput;
import io.dm4j.config.SecurityConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** ca.pem, cert.pem and key.pem in a directory, replaced the way an operator does: a new file, then a rename. */
record TestFiles(Path ca, Path cert, Path key) {

    static TestFiles in(Path directory, String name) {
        return new TestFiles(
                directory.resolve(name + "-ca.pem"),
                directory.resolve(name + "-cert.pem"),
                directory.resolve(name + "-key.pem"));
    }

    static TestFiles of(Path directory, String name, TestCa trusted, TestCa.Issued own) {
        TestFiles files = in(directory, name);
        files.write(trusted.pem(), own);
        return files;
    }

    TestFiles write(String caPem, TestCa.Issued own) {
        replace(ca, caPem);
        replace(cert, own.certPem());
        replace(key, own.keyPem());
        return this;
    }

    static void replace(Path file, String text) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SecurityConfig config(String... allowed) {
        return SecurityConfig.files(ca.toString(), cert.toString(), key.toString())
                .allowing(allowed);
    }

    SecurityConfig caOnly(String... allowed) {
        return SecurityConfig.of(PemInput.file(ca.toString()), PemInput.ABSENT, PemInput.ABSENT)
                .allowing(allowed);
    }
}
