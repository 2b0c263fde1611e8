package io.dm4j.it.server;

/** What an account must bring besides its password. */
public enum Access {
    PLAIN("NONE"),
    TLS("SSL"),
    CLIENT_CERTIFICATE("X509");

    private final String clause;

    Access(String clause) {
        this.clause = clause;
    }

    String clause() {
        return " REQUIRE " + clause;
    }
}
