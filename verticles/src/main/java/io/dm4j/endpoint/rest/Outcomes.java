package io.dm4j.endpoint.rest;

import io.dm4j.error.DmException;
import io.dm4j.master.MasterError;
import io.dm4j.master.Outcome;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;

/** What a command came to on each source, where one answer must do for all. */
final class Outcomes {
    private Outcomes() {}

    /** Fails with the words of all that failed. */
    static Future<Void> allGood(List<Outcome> outcomes) {
        String failures = outcomes.stream()
                .filter(outcome -> !outcome.result())
                .map(outcome -> outcome.source() + ": " + outcome.msg())
                .collect(Collectors.joining("; "));
        return failures.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(new DmException(MasterError.NOT_REACHED, failures));
    }
}
