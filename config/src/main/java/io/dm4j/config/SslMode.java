package io.dm4j.config;

/** How much of a server's certificate a client checks ({@code ssl-mode}). There is no mode that checks nothing. */
public enum SslMode {
    /** Chain and host name. The default. */
    VERIFY_IDENTITY("verify-identity"),
    /** Chain only: for servers whose certificate carries no name, as mysqld's self-made ones. */
    VERIFY_CA("verify-ca");

    private final String text;

    SslMode(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
