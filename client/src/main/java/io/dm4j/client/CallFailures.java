package io.dm4j.client;

import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.VertxException;
import io.vertx.core.http.StreamResetException;
import io.vertx.grpc.common.GrpcStatus;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in an operator's words why a call on one node failed. */
final class CallFailures {
    private static final String BROKEN_OFF = "it broke off the call";

    private final Address node;
    private final boolean tls;

    CallFailures(Address node, boolean tls) {
        this.node = node;
        this.tls = tls;
    }

    /** There was no connection to send anything on. */
    DmException cannotConnect(Throwable failure) {
        return failure instanceof DmException coded
                ? coded
                : new DmException(NodeError.CANNOT_CONNECT, "cannot connect to " + node + ": " + why(failure));
    }

    /** The request was on its way. */
    DmException afterSending(Throwable failure) {
        if (failure instanceof DmException coded) {
            return coded;
        }
        if (find(failure, SSLException.class).isPresent()) {
            return cannotConnect(failure);
        }
        return new DmException(NodeError.CONNECTION_LOST, "the connection to " + node + " was lost: " + why(failure));
    }

    /** The answer had begun, and its stream was reset. */
    DmException brokenOff() {
        return new DmException(NodeError.CONNECTION_LOST, "the connection to " + node + " was lost: " + BROKEN_OFF);
    }

    /** The node answered, but not with what was asked for. */
    DmException status(GrpcStatus status, String words) {
        String said = words == null || words.isBlank() ? status.toString() : words;
        return switch (status) {
            case PERMISSION_DENIED, UNAUTHENTICATED ->
                new DmException(NodeError.NOT_ALLOWED, node + " does not let us in: " + said);
            case UNAVAILABLE -> new DmException(NodeError.CANNOT_CONNECT, node + " cannot serve now: " + said);
            case DEADLINE_EXCEEDED -> noAnswerInTime();
            case UNIMPLEMENTED ->
                new DmException(NodeError.NOT_KNOWN_THERE, node + " does not know this request: " + said);
            default -> new DmException(NodeError.CALL_FAILED, node + " failed: " + said);
        };
    }

    DmException noAnswerInTime() {
        return new DmException(NodeError.NO_ANSWER_IN_TIME, node + " did not answer in time");
    }

    DmException answeredNothing() {
        return new DmException(NodeError.CALL_FAILED, node + " ended the call without an answer");
    }

    private String why(Throwable failure) {
        if (find(failure, UnknownHostException.class).isPresent()) {
            return "the host name " + node.host() + " is not known";
        }
        if (find(failure, ConnectTimeoutException.class).isPresent()) {
            return "no answer to the connection attempt";
        }
        if (find(failure, NoRouteToHostException.class).isPresent()) {
            return "no route to the host";
        }
        if (find(failure, ConnectException.class).isPresent()) {
            return "connection refused, nothing listens there";
        }
        if (find(failure, NotSslRecordException.class).isPresent()) {
            return "it speaks plain text, we speak TLS (ssl-ca, ssl-cert, ssl-key)";
        }
        return find(failure, CertificateException.class).isPresent()
                        || find(failure, SSLException.class).isPresent()
                ? whyNoHandshake(failure)
                : whyClosed(failure);
    }

    private String whyNoHandshake(Throwable failure) {
        if (find(failure, CertificateExpiredException.class).isPresent()) {
            return "its certificate has expired";
        }
        if (find(failure, CertPathValidatorException.class)
                .filter(e -> e.getReason() == BasicReason.REVOKED)
                .isPresent()) {
            return "its certificate is revoked by our ssl-crl";
        }
        if (find(failure, CertPathBuilderException.class).isPresent()
                || find(failure, CertPathValidatorException.class).isPresent()) {
            return "its certificate is not trusted by our ssl-ca";
        }
        Optional<CertificateException> certificate = find(failure, CertificateException.class);
        if (certificate.isPresent()) {
            return "its certificate is not accepted for the name " + node.host() + ": "
                    + certificate.get().getMessage();
        }
        String words = String.valueOf(failure.getMessage());
        return words.contains("fatal alert")
                ? "it refused our certificate (" + words + ")"
                : "no TLS handshake (" + words + ")";
    }

    private String whyClosed(Throwable failure) {
        if (find(failure, StreamResetException.class).isPresent()) {
            return BROKEN_OFF;
        }
        boolean closed = find(failure, VertxException.class).isPresent()
                || find(failure, ClosedChannelException.class).isPresent();
        if (!closed) {
            return String.valueOf(failure.getMessage());
        }
        return tls
                ? "it closed the connection; perhaps it refuses our certificate, or wants one (ssl-cert, ssl-key)"
                : "it closed the connection; perhaps it wants TLS (ssl-ca, ssl-cert, ssl-key)";
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
