package io.dm4j.tls;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The first route handler of a port, for REST and gRPC alike: judges each request by trust, allow-list and dates of now,
 * also on a connection opened under another generation. Mount it before all routes, {@link #connected} as the server's
 * connection handler, {@link #handshakeFailed} as its exception handler, and {@link #sweep} each second. Any thread.
 */
public final class Callers implements Handler<RoutingContext> {
    private static final Logger LOG = LogManager.getLogger(Callers.class);
    private static final String IDENTITY = "io.dm4j.tls.caller";
    private static final long GRACE_MILLIS = 500;

    private final TlsStore store;
    private final InstantSource clock;
    private final Refusals refusals;
    private final Map<HttpConnection, Caller> open = new ConcurrentHashMap<>();

    public Callers(TlsStore store) {
        this.store = store;
        this.clock = store.clock();
        this.refusals = new Refusals(clock);
    }

    /** Keeps the connection in sight until it closes; takes its close handler. */
    public void connected(HttpConnection connection) {
        open.put(connection, new Caller(connection, clock.instant()));
        connection.closeHandler(closed -> open.remove(connection));
    }

    /** Counts and logs a connection that was refused before it could ask for anything. */
    public void handshakeFailed(Throwable failure) {
        refusals.handshake(String.valueOf(failure.getMessage()));
    }

    @Override
    public void handle(RoutingContext context) {
        Verdict verdict = caller(context.request().connection()).verdict(store.last(), clock.instant());
        if (verdict.isAdmitted()) {
            context.put(IDENTITY, verdict.identity());
            context.next();
        } else {
            refuse(verdict, context);
        }
    }

    /** A connection the owner did not tell us of is judged all the same, only not swept. */
    private Caller caller(HttpConnection connection) {
        Caller known = open.get(connection);
        return known == null ? new Caller(connection, clock.instant()) : known;
    }

    private void refuse(Verdict verdict, RoutingContext context) {
        String from = String.valueOf(context.request().remoteAddress());
        refusals.request(verdict, from);
        RefusalAnswer.send(verdict, context.request())
                .onFailure(e ->
                        LOG.debug("the refused caller at {} did not wait for its answer: {}", from, e.getMessage()));
    }

    /** A route handler behind this one: admits callers that may be one of these, and refuses others with 403. */
    public Handler<RoutingContext> requiring(String... anyRole) {
        List<String> roles = List.of(anyRole);
        return context -> {
            CallerIdentity caller = identityOf(context);
            if (roles.stream().anyMatch(caller::may)) {
                context.next();
            } else {
                refuse(Verdict.withoutRole(caller, roles), context);
            }
        };
    }

    /** Who calls; nobody, without any role, if no Callers stands before the route. */
    public static CallerIdentity identityOf(RoutingContext context) {
        CallerIdentity identity = context.get(IDENTITY);
        return identity == null ? CallerIdentity.NOBODY : identity;
    }

    /** The caller's name; empty if it has none, or if no Callers stands before the route. */
    public static String nameOf(RoutingContext context) {
        return identityOf(context).name();
    }

    /**
     * Looks at the files and shuts every connection whose caller may no longer call: streams and idle ones too. One that was
     * never admitted has some seconds to ask and be told why it is refused.
     */
    public void sweep() {
        TlsGeneration now = store.current();
        open.values().forEach(caller -> sweep(caller, now));
    }

    private void sweep(Caller caller, TlsGeneration now) {
        Instant moment = clock.instant();
        Verdict verdict = caller.verdict(now, moment);
        HttpConnection connection = caller.connection();
        if (!verdict.isAdmitted() && caller.mayBeCut(moment) && open.remove(connection) != null) {
            String from = String.valueOf(connection.remoteAddress());
            refusals.connection(verdict, from);
            connection
                    .shutdown(GRACE_MILLIS, TimeUnit.MILLISECONDS)
                    .onFailure(e -> LOG.debug("closing the connection from {}: {}", from, e.getMessage()));
        }
    }

    /** How many requests, and handshakes, were refused so far, by reason. */
    public Map<String, Long> refused() {
        return refusals.snapshot();
    }

    /** How many connections are open and in sight, refused ones included. */
    int connections() {
        return open.size();
    }

    /** How many connections are open by name of their caller, as far as each has been admitted. */
    public Map<String, Long> connectedByName() {
        Map<String, Long> names = new ConcurrentHashMap<>();
        open.values().stream()
                .map(caller -> caller.verdict(store.last(), clock.instant()))
                .filter(Verdict::isAdmitted)
                .forEach(verdict -> names.merge(verdict.name(), 1L, Long::sum));
        return names;
    }
}
