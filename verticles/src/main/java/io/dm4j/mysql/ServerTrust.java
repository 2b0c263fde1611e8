package io.dm4j.mysql;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.PemInput;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.tls.TlsGeneration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** What is thought, by a generation of TLS files, of a server that a connection was opened to before. */
final class ServerTrust {
    private ServerTrust() {}

    /** Why the server would be refused now, with host and files in its words; empty if it would not. */
    static Optional<DmException> refusal(
            SSLSession session, TlsGeneration now, DatabaseConfig config, ErrorScope side) {
        return now.refusalOf(session).map(e -> {
            String what = "the server at " + config.address() + " is not trusted any more: " + e.getMessage() + " (by "
                    + files(config) + ")";
            return new DmException(DatabaseError.TRUST_WITHDRAWN, what, e).withScope(side);
        });
    }

    /** What decides whom to trust, in words. */
    static String files(DatabaseConfig config) {
        SecurityConfig security = config.security();
        List<String> words = new ArrayList<>();
        if (!security.ca().isAbsent()) {
            words.add(named("the CA", "ssl-ca", security.ca()));
        }
        if (!security.crl().isAbsent()) {
            words.add(named("the revocation list", "ssl-crl", security.crl()));
        }
        if (!security.server().fingerprints().isEmpty()) {
            words.add("ssl-server-fingerprint");
        }
        return String.join(" and ", words);
    }

    private static String named(String what, String key, PemInput input) {
        return input.path().isEmpty() ? what + " of " + key : what + " file " + input.path();
    }
}
