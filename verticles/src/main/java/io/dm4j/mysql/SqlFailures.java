package io.dm4j.mysql;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.tls.TlsError;
import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Classes of failures, told by the server's number or the exception's type, never by text. */
public final class SqlFailures {
    /** Account or certificate refused: 1044, 1045, 1698; also 1130 while grants change. */
    private static final Set<Integer> DENIED = Set.of(1044, 1045, 1698);

    private static final Set<Integer> PRIVILEGE = Set.of(1142, 1143, 1227, 1370);

    /** Too many connections, shutdown, killed, lock wait, deadlock, read-only while failing over, gone away, lost. */
    private static final Set<Integer> PASSING = Set.of(
            1040, 1053, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1203, 1205, 1213, 1290, 1317, 1836, 1927, 2003, 2006,
            2013, 3024, 3101, 3572, 4031, 9001, 9002, 9005, 8022, 8028);

    private static final int CAUSES = 8;

    private SqlFailures() {}

    /** The failure with a code; {@code what} says which thing failed and holds no row value. */
    public static DmException coded(Throwable failure, ErrorScope side, String what) {
        if (failure instanceof DmException already) {
            return already;
        }
        return new DmException(kind(failure), what, failure).withScope(side);
    }

    private static DatabaseError kind(Throwable failure) {
        OptionalInt errno = errno(failure);
        if (errno.isEmpty()) {
            return lostConnection(failure) ? DatabaseError.LOST_CONNECTION : DatabaseError.DRIVER;
        }
        if (DENIED.contains(errno.getAsInt())) {
            return DatabaseError.ACCESS_DENIED;
        }
        if (PRIVILEGE.contains(errno.getAsInt())) {
            return DatabaseError.MISSING_PRIVILEGE;
        }
        return PASSING.contains(errno.getAsInt()) ? DatabaseError.TRANSIENT : DatabaseError.STATEMENT_FAILED;
    }

    /** True if a later attempt may succeed by itself. The caller bounds how often it tries. */
    public static boolean heals(Throwable failure) {
        Throwable t = failure;
        for (int i = 0; t != null && i < CAUSES; i++, t = t.getCause()) {
            if (t instanceof DmException coded && coded.code() instanceof DatabaseError error) {
                return error.heals();
            }
            if (t instanceof DmException coded && coded.code() instanceof TlsError) {
                return true;
            }
            if (t instanceof MySQLException || lostConnection(t)) {
                return kind(t).heals();
            }
        }
        return false;
    }

    /** The server's number for the failure, if the server said one. */
    public static OptionalInt errno(Throwable failure) {
        Throwable t = failure;
        for (int i = 0; t != null && i < CAUSES; i++, t = t.getCause()) {
            if (t instanceof MySQLException told) {
                return OptionalInt.of(told.getErrorCode());
            }
        }
        return OptionalInt.empty();
    }

    /** True if the server said this number. */
    public static boolean is(Throwable failure, int errno) {
        return errno(failure).orElse(0) == errno;
    }

    private static boolean lostConnection(Throwable failure) {
        // the client's own exceptions are about its connection, except those that carry a server's answer
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof SSLException
                || (failure instanceof VertxException && !(failure instanceof MySQLException));
    }
}
