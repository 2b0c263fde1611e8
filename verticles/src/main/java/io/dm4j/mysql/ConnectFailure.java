package io.dm4j.mysql;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
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
        String what = "connect to " + config.address() + " as user " + config.user();
        if (SqlFailures.errno(failure).isPresent()) {
            return SqlFailures.coded(failure, side, what + " was refused by the server");
        }
        if (failure instanceof TimeoutException) {
            what += " took longer than " + Database.CONNECT.toSeconds() + " s";
        }
        return new DmException(DatabaseError.NOT_REACHABLE, what, failure).withScope(side);
    }

    private static String refused(Throwable failure, DatabaseConfig config) {
        String server = "TLS to " + config.address() + ": ";
        String authority = ServerTrust.files(config);
        if (has(failure, CertPathBuilderException.class) || has(failure, CertPathValidatorException.class)) {
            return server + "the server's certificate is not one of " + authority + ", or has expired";
        }
        if (has(failure, CertificateException.class)) {
            return server + "the server's certificate is not for host " + config.host() + " (chain checked against "
                    + authority + ")";
        }
        return server + "no agreement with host " + config.host() + " (" + authority + ")";
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        Throwable t = failure;
        for (int i = 0; t != null && i < CAUSES; i++, t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
