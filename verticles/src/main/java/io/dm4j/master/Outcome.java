package io.dm4j.master;

import io.dm4j.error.DmException;

/**
 * What a command came to for one source.
 *
 * @param worker that serves it, empty if none does
 * @param msg the failure's line, or a note
 * @param code number of the failure, 0 if it went well
 */
public record Outcome(String source, String worker, boolean result, String msg, int code) {

    static Outcome done(String source, String worker) {
        return new Outcome(source, worker, true, "", 0);
    }

    static Outcome noted(String source, String worker, String note) {
        return new Outcome(source, worker, true, note, 0);
    }

    static Outcome failed(String source, String worker, Throwable failure) {
        if (failure instanceof Reports.RefusedByWorker refused) {
            return new Outcome(source, worker, false, refused.getMessage(), refused.code());
        }
        DmException coded = DmException.from(failure, MasterError.INTERNAL);
        return new Outcome(
                source, worker, false, coded.getMessage(), coded.code().number());
    }
}
