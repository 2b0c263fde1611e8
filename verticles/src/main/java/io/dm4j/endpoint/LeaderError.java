package io.dm4j.endpoint;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;

/** Why a master that does not lead could not have a call answered, and how HTTP and gRPC say it. */
enum LeaderError implements ErrorCode {
    /** Nothing was done: gRPC's UNAVAILABLE, after which another master may be asked. */
    NO_LEADER(
            38531,
            503,
            14,
            "Try again in some seconds; if it lasts, look at the masters: `dmctl list-member --master`, and their logs."),
    /** Nothing was done here either. */
    LEADER_AWAY(
            38532,
            503,
            14,
            "Try again when another master leads; if it lasts, look at the masters: `dmctl list-member --master`."),
    LEADER_LOST(38533, 502, 2, "The request may have been carried out: ask `query-status` before repeating it."),
    LEADER_SLOW(
            38534,
            504,
            4,
            "Ask what became of it before repeating it: `query-status`, or GET /api/v1/tasks/NAME/status;"
                    + " a longer rpc-timeout waits longer."),
    TOO_LARGE(38535, 413, 8, "Make the task or source file smaller, or split the task.");

    private final int number;
    private final int httpStatus;
    private final int grpcStatus;
    private final String workaround;

    LeaderError(int number, int httpStatus, int grpcStatus, String workaround) {
        this.number = number;
        this.httpStatus = httpStatus;
        this.grpcStatus = grpcStatus;
        this.workaround = workaround;
    }

    int httpStatus() {
        return httpStatus;
    }

    int grpcStatus() {
        return grpcStatus;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public ErrorClass errorClass() {
        return ErrorClass.MASTER;
    }

    @Override
    public ErrorScope scope() {
        return ErrorScope.INTERNAL;
    }

    @Override
    public ErrorLevel level() {
        return ErrorLevel.HIGH;
    }

    @Override
    public String workaround() {
        return workaround;
    }
}
