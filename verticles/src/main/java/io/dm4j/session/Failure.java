package io.dm4j.session;

import io.dm4j.error.DmException;

/** A coded failure as it crosses a process border. */
public record Failure(
        int code, String errorClass, String scope, String level, String message, String rawCause, String workaround) {

    public static Failure of(DmException e) {
        return new Failure(
                e.code().number(),
                e.code().errorClass().toString(),
                e.scope().toString(),
                e.code().level().toString(),
                e.what(),
                e.rawCause(),
                e.workaround());
    }

    /** DM's one line. */
    public String line() {
        return "[code=" + code + ":class=" + errorClass + ":scope=" + scope + ":level=" + level + "], Message: "
                + message
                + (rawCause.isEmpty() ? "" : ", RawCause: " + rawCause)
                + (workaround.isEmpty() ? "" : ", Workaround: " + workaround);
    }
}
