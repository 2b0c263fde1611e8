package io.dm4j.dmctl;

import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustReloadResponse;
import io.dm4j.api.trust.TrustService;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.api.trust.TrustStatusResponse;
import io.vertx.core.Completable;
import java.util.ArrayList;
import java.util.List;

/** Answers for a cluster's TLS what it was told to. */
final class FakeTrust extends TrustService {
    private final List<Object> questions = new ArrayList<>();
    private TrustStatusResponse status = TrustStatusResponse.getDefaultInstance();
    private TrustReloadResponse reload = TrustReloadResponse.getDefaultInstance();

    synchronized void stands(TrustStatusResponse answer) {
        status = answer;
    }

    synchronized void reloads(TrustReloadResponse answer) {
        reload = answer;
    }

    synchronized List<Object> questions() {
        return List.copyOf(questions);
    }

    @Override
    protected synchronized void status(TrustStatusRequest question, Completable<TrustStatusResponse> answer) {
        questions.add(question);
        answer.succeed(status);
    }

    @Override
    protected synchronized void reload(TrustReloadRequest question, Completable<TrustReloadResponse> answer) {
        questions.add(question);
        answer.succeed(reload);
    }
}
