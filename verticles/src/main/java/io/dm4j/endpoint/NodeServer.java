package io.dm4j.endpoint;

import io.dm4j.config.Address;
import io.dm4j.config.NodeRole;
import io.dm4j.tls.Callers;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsServer;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.grpc.health.HealthService;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A node's one port: gRPC and HTTP, HTTP/2 and HTTP/1.1, under mutual TLS with the caller check before every route when the
 * {@code security} block asks for it.
 */
public final class NodeServer {
    /** DM takes 1.5 MiB and 0.5; a task file with certificates in it may be larger. */
    static final long MAX_MESSAGE_BYTES = 16L << 20;
    /** Of a call that is passed on: a chain of certificates is among them. */
    private static final long MAX_HEADER_BYTES = 64L << 10;

    private static final String USE = "port";
    private static final long SHUTDOWN_MS = 1000;
    private static final String GRPC = "application/grpc";

    private final Vertx vertx;
    private final StatusPages pages;
    private final Router router;
    private final GrpcServer grpc;
    private final Optional<TlsStore> store;
    private final Optional<Callers> callers;
    private final Optional<OpenCalls> openCalls;
    private final Optional<Forwarding> forwarding;
    private HttpServer server;

    /** As the other, without further routes. */
    public NodeServer(Vertx vertx, Guard guard, List<Service> services, StatusPages pages) {
        this(vertx, guard, services, pages, List.of(), Optional.empty());
    }

    /**
     * Reads the TLS files: a set that does not serve is a coded DmException. The guard is the caller's to start.
     *
     * @param forwarding of a master: it passes calls on to the leading one, and takes those that others pass on
     */
    public NodeServer(
            Vertx vertx,
            Guard guard,
            List<Service> services,
            StatusPages pages,
            List<Routes> more,
            Optional<Forwarding> forwarding) {
        this.vertx = vertx;
        this.pages = pages;
        this.router = Router.router(vertx);
        this.grpc = GrpcServer.server(vertx, new GrpcServerOptions().setMaxMessageSize(MAX_MESSAGE_BYTES));
        this.store = guard.open(USE, TlsRole.SERVER);
        this.callers = store.map(Callers::new);
        this.openCalls = callers.map(OpenCalls::new);
        this.forwarding = forwarding;
        callers.ifPresent(each -> guard.watch(USE, each));
        openCalls.ifPresent(calls -> guard.afterLook(calls::sweep));
        pages.metrics().trust(guard);
        services.forEach(this::add);
        add(health(services));
        mount();
        more.forEach(each -> each.mount(router));
    }

    /** Has callers that may read told what services there are and what their messages look like ({@code grpc.reflection.v1}). */
    public void reflect() {
        add(ReflectionService.v1());
    }

    /** Listens; port 0 takes a free one. Gives the port. */
    public Future<Integer> listen(Address at) {
        server = vertx.createHttpServer(options(at));
        server.requestHandler(router);
        callers.ifPresent(this::watch);
        return server.listen().map(HttpServer::actualPort);
    }

    public Future<Void> close() {
        pages.metrics().close();
        return server == null ? Future.succeededFuture() : server.shutdown(SHUTDOWN_MS, TimeUnit.MILLISECONDS);
    }

    private HttpServerOptions options(Address at) {
        HttpServerOptions base = Listening.at(at);
        if (forwarding.isPresent()) {
            base.setInitialSettings(
                    new Http2Settings(base.getInitialSettings()).setMaxHeaderListSize(MAX_HEADER_BYTES));
        }
        return store.map(s -> TlsServer.options(s, base)).orElse(base);
    }

    private void watch(Callers each) {
        server.connectionHandler(each::connected);
        server.exceptionHandler(each::handshakeFailed);
    }

    /** {@code grpc.health.v1}: the same answer for the node as a whole and for each service. */
    private Service health(List<Service> services) {
        HealthService health = HealthService.create(vertx);
        Supplier<Future<Boolean>> ready =
                () -> Future.succeededFuture(pages.readiness().get().ready());
        health.register("", ready);
        services.forEach(service -> health.register(service.name(), ready));
        return health;
    }

    private void add(Service service) {
        Permissions.requireAll(service);
        grpc.addService(service);
    }

    private void mount() {
        callers.ifPresent(check -> {
            router.route().handler(check);
            forwarding.ifPresent(
                    takes -> router.route().handler(check.onBehalf(NodeRole.MASTER.toString(), NodeServer::notTaken)));
            router.route().handler(context -> permit(check, context));
        });
        forwarding.ifPresent(passes -> router.route().handler(passes));
        router.route().handler(this::grpc);
        pages.mount(router);
    }

    private static void notTaken(RoutingContext context, String why) {
        AuditLog.refused(CallOrigin.of(context), context.request().path(), why);
    }

    private void permit(Callers check, RoutingContext context) {
        String path = context.request().path();
        Set<NodeRole> enough = Permissions.of(context.request().method(), path);
        String[] roles = enough.stream().map(NodeRole::toString).toArray(String[]::new);
        if (Arrays.stream(roles).anyMatch(Callers.identityOf(context)::may)) {
            openCalls.ifPresent(calls -> calls.admitted(context, roles));
        } else if (Permissions.isChange(enough)) {
            AuditLog.refused(CallOrigin.of(context), path, "asks for the role " + String.join(" or ", roles));
        }
        check.requiring(roles).handle(context);
    }

    /** By the header: the router's own test of content types does not match what follows the plus. */
    private void grpc(RoutingContext context) {
        HttpServerRequest request = context.request();
        String type = request.getHeader("content-type");
        if (type != null && type.startsWith(GRPC)) {
            CallOrigin.keep(context);
            grpc.handle(request);
        } else {
            context.next();
        }
    }
}
