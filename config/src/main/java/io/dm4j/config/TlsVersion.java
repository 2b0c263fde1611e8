package io.dm4j.config;

/** A version of TLS; the order is by age. */
public enum TlsVersion {
    /** Broken; towards an old database only, and only if asked for by name. */
    V1_0("1.0", "TLSv1"),
    /** As 1.0. */
    V1_1("1.1", "TLSv1.1"),
    V1_2("1.2", "TLSv1.2"),
    V1_3("1.3", "TLSv1.3");

    private final String text;
    private final String protocol;

    TlsVersion(String text, String protocol) {
        this.text = text;
        this.protocol = protocol;
    }

    /** As Java's engines call it. */
    public String protocol() {
        return protocol;
    }

    public boolean isBroken() {
        return compareTo(V1_2) < 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
