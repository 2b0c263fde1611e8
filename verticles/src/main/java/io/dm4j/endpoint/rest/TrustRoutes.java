package io.dm4j.endpoint.rest;

import io.dm4j.api.trust.TrustService;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.client.ProtoTree;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** {@code /tls}: what DM's interface has nothing of. */
final class TrustRoutes {
    private final TrustService trust;

    TrustRoutes(TrustService trust) {
        this.trust = trust;
    }

    /** By operationId. */
    Map<String, Operation> reading() {
        return Map.of("DM4JGetTlsStatus", this::status);
    }

    private Future<Answer> status(Call call) {
        TrustStatusRequest question = TrustStatusRequest.newBuilder()
                .addAllNames(call.texts("node_name_list"))
                .build();
        return trust.status(question).map(answer -> Answer.of(new JsonObject(ProtoTree.of(answer))));
    }
}
