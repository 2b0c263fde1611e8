package io.dm4j.config;

/** The family of an upstream's binlog and GTIDs ({@code flavor}). */
public enum Flavor {
    MYSQL("mysql"),
    MARIADB("mariadb"),
    /** Ask the server. */
    DETECT("");

    private final String text;

    Flavor(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
