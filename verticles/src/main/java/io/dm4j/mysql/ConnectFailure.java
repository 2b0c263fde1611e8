package io.dm4j.mysql;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why a server could not be reached, in words that name host, account and file. */
final class ConnectFailure {
    private static final int CAUSES = 10;

    /** What a server that knows no TLS says to the request for it. */
    private static final int BAD_HANDSHAKE = 1043;

    private ConnectFailure() {}

    static DmException of(Throwable failure, DatabaseConfig config, ErrorScope side) {
        if (failure instanceof DmException coded) {
            return coded.withScope(side);
        }
        if (has(failure, SSLException.class) || has(failure, CertificateException.class)) {
            return new DmException(DatabaseError.CERTIFICATE_REFUSED, refused(failure, config), failure)
                    .withScope(side);
        }
        if (config.security().wantsTls() && SqlFailures.is(failure, BAD_HANDSHAKE)) {
            return new DmException(
                            DatabaseError.NOT_ENCRYPTED,
                            "the server at " + config.address() + " offers no TLS",
                            failure)
                    .withScope(side);
        }
        if (failure instanceof UnsupportedOperationException) {
            // the client's words name the plugin
            return new DmException(
                            DatabaseError.AUTHENTICATION_PLUGIN,
                            "connect to " + config.address() + " as user " + config.user() + ": "
                                    + failure.getMessage(),
                            failure)
                    .withScope(side);
        }
        String what = "connect to " + config.address() + " as user " + config.user();
        if (SqlFailures.errno(failure).isPresent()) {
            return SqlFailures.coded(failure, side, what + " was refused by the server");
        }
        if (failure instanceof TimeoutException) {
            what += " took longer than " + Database.CONNECT.toSeconds() + " s";
        }
        return new DmException(DatabaseError.NOT_REACHABLE, what, failure).withScope(side);
    }

    /** The trust manager's words, which hold names only, and the files they rest on. */
    private static String refused(Throwable failure, DatabaseConfig config) {
        String server = "TLS to " + config.address() + ": ";
        String by = " (host " + config.host() + ", by " + ServerTrust.files(config) + ")";
        return find(failure, CertificateException.class)
                .map(told -> server + "the server is refused: " + told.getMessage() + by)
                .orElse(server + "no agreement" + by);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable t = failure;
        for (int i = 0; t != null && i < CAUSES; i++, t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
