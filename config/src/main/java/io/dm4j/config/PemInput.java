package io.dm4j.config;

/**
 * Where one PEM document comes from: a file, a text that came with the configuration ({@code ssl-*-base64},
 * {@code ssl-*-bytes}), both (the file wins where it can be read), or neither.
 *
 * @param path empty for none
 * @param content PEM text, empty for none
 */
public record PemInput(String path, Secret content) {
    public static final PemInput ABSENT = new PemInput("", Secret.NONE);

    public static PemInput file(String path) {
        return new PemInput(path, Secret.NONE);
    }

    public static PemInput text(String pem) {
        return new PemInput("", Secret.of(pem));
    }

    public boolean isAbsent() {
        return path.isEmpty() && content.isEmpty();
    }
}
