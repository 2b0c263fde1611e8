package io.dm4j.config;

import java.util.Optional;

/**
 * The port for probes, which has the pages of status, health and metrics and nothing else.
 *
 * @param address {@code status-addr}; empty = there is no such port
 * @param security {@code status-security}, its own material and its own list; none = plain text, on a loopback address only
 * @param clientAuth {@code status-security.client-auth}
 */
public record StatusConfig(Optional<Address> address, SecurityConfig security, ClientAuth clientAuth) {
    public static final StatusConfig OFF = new StatusConfig(Optional.empty(), SecurityConfig.NONE, ClientAuth.REQUIRED);

    /** Whether a probe must show a certificate. */
    public enum ClientAuth {
        /** It must. */
        REQUIRED("required"),
        /** It need not; one that is shown is held to CA and list. */
        REQUEST("request"),
        /** It is not asked for one. */
        NONE("none");

        private final String text;

        ClientAuth(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
