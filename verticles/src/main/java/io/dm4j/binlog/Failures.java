package io.dm4j.binlog;

import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;
import io.dm4j.error.DmException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;

/** Gives what the library throws a code: by type and errno, never by words. */
final class Failures {
    private static final int ACCESS_DENIED = 1045;
    private static final int DATABASE_DENIED = 1044;
    private static final int PRIVILEGE_MISSING = 1227;
    private static final int CANNOT_SEND_BINLOG = 1236;
    private static final int SAME_REPLICA_ID = 4052;

    private Failures() {}

    /**
     * The coded failure.
     *
     * @param otherwise for what has neither type nor errno: not connected, or lost
     */
    static DmException of(Throwable failure, Upstream upstream, BinlogError otherwise) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof DmException coded) {
                return coded;
            }
            if (t instanceof SSLException) {
                return new DmException(
                        BinlogError.TLS_REFUSED,
                        "upstream " + upstream + ": TLS failed: " + t.getMessage() + " (by " + upstream.trustedBy()
                                + ")",
                        t);
            }
            if (t instanceof ServerException server) {
                return server(server, upstream);
            }
            if (t instanceof SocketTimeoutException) {
                return new DmException(otherwise, "upstream " + upstream + " says nothing any more", t);
            }
        }
        String words =
                otherwise == BinlogError.CONNECT_FAILED ? "no connection for the binlog" : "binlog connection lost";
        return new DmException(otherwise, "upstream " + upstream + ": " + words, failure);
    }

    private static DmException server(ServerException failure, Upstream upstream) {
        BinlogError code =
                switch (failure.getErrorCode()) {
                    case ACCESS_DENIED, DATABASE_DENIED, PRIVILEGE_MISSING -> BinlogError.ACCESS_DENIED;
                    case CANNOT_SEND_BINLOG -> BinlogError.NOT_SENT;
                    case SAME_REPLICA_ID -> BinlogError.REPLICA_ID_TAKEN;
                    default ->
                        failure instanceof AuthenticationException
                                ? BinlogError.ACCESS_DENIED
                                : BinlogError.SERVER_REFUSED;
                };
        return new DmException(
                code,
                "upstream " + upstream + " says " + failure.getErrorCode() + ": " + failure.getMessage(),
                failure);
    }
}
