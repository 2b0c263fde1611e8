package io.dm4j.endpoint;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

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

    private final Meaning meaning;
    private final int httpStatus;
    private final int grpcStatus;

    LeaderError(int number, int httpStatus, int grpcStatus, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.MASTER, ErrorScope.INTERNAL, ErrorLevel.HIGH, workaround);
        this.httpStatus = httpStatus;
        this.grpcStatus = grpcStatus;
    }

    int httpStatus() {
        return httpStatus;
    }

    int grpcStatus() {
        return grpcStatus;
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
