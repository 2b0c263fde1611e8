package io.dm4j.endpoint;

import io.dm4j.tls.CallerIdentity;
import io.dm4j.tls.Callers;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The calls that are being answered, so that a long one ends when its caller loses the role that it was admitted with. Any thread. */
final class OpenCalls {
    private static final Logger LOG = LogManager.getLogger(OpenCalls.class);
    /** HTTP/2's CANCEL. */
    private static final long CANCELLED = 8;

    private final Callers callers;
    private final Map<RoutingContext, List<String>> open = new ConcurrentHashMap<>();

    OpenCalls(Callers callers) {
        this.callers = callers;
    }

    /** @param anyRole of which the caller needs one for as long as the call lasts */
    void admitted(RoutingContext call, String... anyRole) {
        open.put(call, Arrays.asList(anyRole));
        call.addEndHandler(ended -> open.remove(call));
    }

    /** Breaks off every call whose caller may no longer make it. */
    void sweep() {
        open.forEach((call, roles) -> {
            CallerIdentity caller = callers.identityNow(call);
            if (roles.stream().noneMatch(caller::may) && open.remove(call) != null) {
                HttpServerRequest request = call.request();
                LOG.info("breaking off {} of {}: it needs the role {}", request.path(), request.remoteAddress(), roles);
                request.response().reset(CANCELLED).onFailure(e -> LOG.debug("it had ended: {}", e.getMessage()));
            }
        });
    }
}
