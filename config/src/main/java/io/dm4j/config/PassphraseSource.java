package io.dm4j.config;

/**
 * Where the passphrase of an encrypted private key comes from; the passphrase itself is never part of a configuration.
 *
 * @param file {@code ssl-key-passphrase-file}: its first line, empty for none
 * @param variable {@code ssl-key-passphrase-env}: the name of an environment variable, empty for none
 */
public record PassphraseSource(String file, String variable) {
    public static final PassphraseSource ABSENT = new PassphraseSource("", "");

    public static PassphraseSource file(String path) {
        return new PassphraseSource(path, "");
    }

    public static PassphraseSource variable(String name) {
        return new PassphraseSource("", name);
    }

    public boolean isAbsent() {
        return file.isEmpty() && variable.isEmpty();
    }
}
