package io.dm4j.verticles;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.filter.AbstractFilter;

/**
 * Keeps a defect of the MySQL client out of the log: when a TLS handshake fails, it answers the failure to us and then looks
 * for the same command once more, so that Vert.x reports an unhandled NullPointerException beside our own line.
 */
final class StumbleAfterRefusal extends AbstractFilter {
    private static final String CODEC = "io.vertx.mysqlclient.impl.codec.";

    @Override
    public Result filter(LogEvent event) {
        return event.getThrown() instanceof NullPointerException stumble && isTheClients(stumble)
                ? Result.DENY
                : Result.NEUTRAL;
    }

    private static boolean isTheClients(NullPointerException stumble) {
        StackTraceElement[] trace = stumble.getStackTrace();
        return trace.length > 1
                && trace[0].getClassName().equals(CODEC + "MySQLEncoder")
                && trace[0].getMethodName().equals("fireCommandResponse")
                && trace[1].getClassName().equals(CODEC + "InitialHandshakeCommandCodec");
    }
}
