package io.dm4j.endpoint;

import io.dm4j.tls.Callers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.RoutingContext;

/**
 * Who made the call that is being answered: kept with the context of the request, as a gRPC service sees the message only.
 *
 * @param name as the caller check saw it; empty in plain text
 * @param address the other end of the connection, {@code host:port}
 */
public record CallOrigin(String name, String address) {
    private static final CallOrigin UNKNOWN = new CallOrigin("", "");

    /** Before the request is handed to the gRPC server, on the request's context. */
    static void keep(RoutingContext request) {
        CallOrigin origin = of(request);
        context().putLocal(CallOrigin.class, origin);
    }

    static CallOrigin of(RoutingContext request) {
        return new CallOrigin(
                Callers.nameOf(request), String.valueOf(request.request().remoteAddress()));
    }

    /** Of the call that runs now; ask before the first asynchronous step. */
    public static CallOrigin current() {
        Context here = Vertx.currentContext();
        CallOrigin kept = here == null ? null : ((ContextInternal) here).getLocal(CallOrigin.class);
        return kept == null ? UNKNOWN : kept;
    }

    private static ContextInternal context() {
        return (ContextInternal) Vertx.currentContext();
    }
}
