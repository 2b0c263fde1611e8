package io.dm4j.master;

import io.dm4j.error.DmException;

/**
 * What a command came to for one source.
 *
 * @param worker that serves it, empty if none does
 */
public record Outcome(String source, String worker, boolean result, String msg) {

    static Outcome done(String source, String worker) {
        return new Outcome(source, worker, true, "");
    }

    static Outcome noted(String source, String worker, String note) {
        return new Outcome(source, worker, true, note);
    }

    static Outcome failed(String source, String worker, Throwable failure) {
        String line = failure instanceof Reports.RefusedByWorker
                ? failure.getMessage()
                : DmException.from(failure, MasterError.INTERNAL).getMessage();
        return new Outcome(source, worker, false, line);
    }
}
