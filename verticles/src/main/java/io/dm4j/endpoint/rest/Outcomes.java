package io.dm4j.endpoint.rest;

import io.dm4j.master.Outcome;
import io.vertx.core.Future;
import java.util.List;

/** What a command came to on each source, where one answer must do for all. */
final class Outcomes {
    private Outcomes() {}

    /** Fails with what all that failed say. */
    static Future<Void> allGood(List<Outcome> outcomes) {
        return outcomes.stream().allMatch(Outcome::result)
                ? Future.succeededFuture()
                : Future.failedFuture(SourcesFailed.of(outcomes));
    }
}
