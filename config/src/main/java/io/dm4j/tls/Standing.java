package io.dm4j.tls;

/** How a caller stands, and how HTTP and gRPC say it. */
enum Standing {
    ADMITTED(null, 200, 0),
    NO_CERTIFICATE(TlsError.CALLER_UNKNOWN, 401, 16),
    NOT_TRUSTED(TlsError.CALLER_UNKNOWN, 401, 16),
    EXPIRED(TlsError.CALLER_EXPIRED, 401, 16),
    REVOKED(TlsError.CALLER_REVOKED, 401, 16),
    NOT_LISTED(TlsError.CALLER_NOT_LISTED, 403, 7),
    WRONG_ROLE(TlsError.CALLER_WITHOUT_ROLE, 403, 7);

    private final TlsError error;
    private final int httpStatus;
    private final int grpcStatus;

    Standing(TlsError error, int httpStatus, int grpcStatus) {
        this.error = error;
        this.httpStatus = httpStatus;
        this.grpcStatus = grpcStatus;
    }

    TlsError error() {
        return error;
    }

    int httpStatus() {
        return httpStatus;
    }

    int grpcStatus() {
        return grpcStatus;
    }
}
