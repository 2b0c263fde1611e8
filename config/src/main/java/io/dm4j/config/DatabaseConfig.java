package io.dm4j.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * A database server and the account to use there ({@code from}, {@code target-database}; control reference 2.6).
 *
 * @param session session variables to set on every connection
 */
public record DatabaseConfig(
        String host, int port, String user, Secret password, Map<String, String> session, SecurityConfig security) {
    public DatabaseConfig {
        session = java.util.Collections.unmodifiableMap(new TreeMap<>(session));
    }

    public Address address() {
        return new Address(host, port);
    }

    /** This server, entered as the other says: its user, password and security block. */
    public DatabaseConfig withAccessOf(DatabaseConfig other) {
        return new DatabaseConfig(host, port, other.user, other.password, session, other.security);
    }

    /** True if the other says nothing new but how to get in, and TLS stays TLS. */
    boolean differsInAccessOnly(DatabaseConfig other) {
        return withAccessOf(other).equals(other) && security.wantsTls() == other.security.wantsTls();
    }
}
