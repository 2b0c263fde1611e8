package io.dm4j.endpoint;

import io.dm4j.tls.Callers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Who made the call that is being answered: kept with the context of the request, as a gRPC service sees the message only.
 *
 * @param name as the caller check saw it; empty in plain text
 * @param address the caller's end of its connection, {@code host:port}
 * @param by who passed the call on, with its address; empty if the caller came by itself
 */
public record CallOrigin(String name, String address, String by) {
    private static final CallOrigin UNKNOWN = new CallOrigin("", "", "");
    private static final ContextLocal<CallOrigin> KEPT = ContextLocal.registerLocal(CallOrigin.class);

    /** Vert.x gives contexts room for what is registered before it starts. */
    public static final class Room implements VertxServiceProvider {
        @Override
        public void init(VertxBootstrap builder) {
            // Loading the outer class has registered it.
            UNKNOWN.name();
        }
    }

    /** Before the request is handed to a gRPC service, on the request's context. */
    public static void keep(RoutingContext request) {
        Vertx.currentContext().putLocal(KEPT, of(request));
    }

    /** Who makes this request. */
    public static CallOrigin of(RoutingContext request) {
        String name = Callers.nameOf(request);
        String here = String.valueOf(request.request().remoteAddress());
        return Callers.bearerOf(request)
                .map(bearer -> new CallOrigin(name, claimed(request), bearer.name() + " at " + here))
                .orElseGet(() -> new CallOrigin(name, here, ""));
    }

    /** By a bearer whose word counts. */
    private static String claimed(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader(Forwarding.MARK)).orElse("");
    }

    /** Of the call that runs now; ask before the first asynchronous step. */
    public static CallOrigin current() {
        return Optional.ofNullable(Vertx.currentContext())
                .map((Context here) -> here.getLocal(KEPT))
                .orElse(UNKNOWN);
    }
}
