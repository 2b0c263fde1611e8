package io.dm4j.tls;

import io.dm4j.config.AllowedCallers;
import io.dm4j.config.PassphraseSource;
import io.dm4j.config.PemInput;
import io.dm4j.config.Secret;
import io.dm4j.config.SecurityConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the material lies: paths, contents that came with the configuration, and a live allow-list. Reads are small and
 * blocking: the files belong on a local disk.
 */
final class MaterialSource {
    private static final String STAMP = "unix:dev,ino,size,lastModifiedTime,ctime";
    private static final String PORTABLE_STAMP = "fileKey,size,lastModifiedTime";

    private final SecurityConfig config;
    private final Supplier<AllowedCallers> allowed;
    /** A content stands in for a file only until the file has been seen: it is older than the file. */
    private final Set<String> filesSeen = ConcurrentHashMap.newKeySet();

    MaterialSource(SecurityConfig config, Supplier<AllowedCallers> allowed) {
        this.config = config;
        this.allowed = allowed;
    }

    Material read() {
        return new Material(
                text("ssl-ca", config.ca()),
                text("ssl-cert", config.cert()),
                text("ssl-key", config.key()),
                passphrase(),
                text("ssl-crl", config.crl()),
                allowed.get());
    }

    /** As {@link #read()}, but refuses what somebody is writing this very moment. */
    Material readAtRest() {
        List<Map<String, Object>> before = stamps();
        Material material = read();
        if (!before.equals(stamps())) {
            throw TlsError.BEING_WRITTEN.because(
                    "%s: changed while being read", files().map(Path::toString).toList());
        }
        return material;
    }

    /** Only what came with the configuration, if that is all there is beside the paths. */
    Optional<Material> contents() {
        boolean complete =
                inputs().allMatch(in -> in.path().isEmpty() || !in.content().isEmpty());
        boolean worthwhile = inputs().anyMatch(in -> !in.path().isEmpty());
        return complete && worthwhile
                ? Optional.of(new Material(
                        content("ssl-ca", config.ca()),
                        content("ssl-cert", config.cert()),
                        content("ssl-key", config.key()),
                        passphrase(),
                        content("ssl-crl", config.crl()),
                        allowed.get()))
                : Optional.empty();
    }

    private Stream<PemInput> inputs() {
        return Stream.of(config.ca(), config.cert(), config.key(), config.crl());
    }

    private Stream<Path> files() {
        return Stream.concat(
                        inputs().map(PemInput::path),
                        Stream.of(config.passphrase().file()))
                .filter(path -> !path.isEmpty())
                .map(Path::of);
    }

    private PemText text(String key, PemInput input) {
        if (input.path().isEmpty()) {
            return content(key, input);
        }
        try {
            byte[] bytes = Files.readAllBytes(Path.of(input.path()));
            filesSeen.add(input.path());
            return new PemText(input.path(), requireSome(input.path(), new String(bytes, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            if (!input.content().isEmpty() && !filesSeen.contains(input.path())) {
                return content(key, input);
            }
            String why = e instanceof NoSuchFileException ? "there is no such file" : "cannot be read";
            throw TlsError.FILE_UNREADABLE.because(e, "%s %s: %s", key, input.path(), why);
        }
    }

    /** The first line of its file, or what stands in its variable; none for none. */
    private Secret passphrase() {
        PassphraseSource from = config.passphrase();
        if (!from.file().isEmpty()) {
            return firstLine(Path.of(from.file()));
        }
        if (from.variable().isEmpty()) {
            return Secret.NONE;
        }
        String value = System.getenv(from.variable());
        if (value == null) {
            throw TlsError.FILE_UNREADABLE
                    .because("ssl-key-passphrase-env: there is no environment variable %s", from.variable())
                    .withWorkaround("Please set the variable for this process.");
        }
        return Secret.of(value);
    }

    private static Secret firstLine(Path file) {
        try {
            return Secret.of(Files.readString(file).lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw TlsError.FILE_UNREADABLE.because(e, "ssl-key-passphrase-file %s: cannot be read", file);
        }
    }

    private static String requireSome(String path, String text) {
        if (text.isBlank()) {
            throw TlsError.PEM_MALFORMED.because("%s: is empty", path);
        }
        return text;
    }

    private static PemText content(String key, PemInput input) {
        return new PemText(key + " (content)", input.content().reveal());
    }

    private List<Map<String, Object>> stamps() {
        return files().map(MaterialSource::stamp).toList();
    }

    private static Map<String, Object> stamp(Path file) {
        try {
            boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            return Files.readAttributes(file, unix ? STAMP : PORTABLE_STAMP);
        } catch (IOException e) {
            return Map.of();
        }
    }
}
