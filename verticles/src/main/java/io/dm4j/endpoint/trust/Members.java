package io.dm4j.endpoint.trust;

import io.dm4j.api.trust.NodeReload;
import io.dm4j.api.trust.NodeTrust;
import io.vertx.core.Future;
import java.util.List;

/** The other nodes that a node answers for. One that does not answer is an answer with an error; these never fail for one node. */
public interface Members {

    /** A node that answers for itself only. */
    Members NONE = new Members() {
        @Override
        public String missing() {
            return "";
        }

        @Override
        public Future<List<NodeTrust>> trust(List<String> names) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<List<NodeReload>> reload(List<String> names) {
            return Future.succeededFuture(List.of());
        }
    };

    /** Whose answers are not there now, and why; empty if nobody's is missing. Ask before and after: it may change meanwhile. */
    String missing();

    /** @param names none = all */
    Future<List<NodeTrust>> trust(List<String> names);

    Future<List<NodeReload>> reload(List<String> names);
}
