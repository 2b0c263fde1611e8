package io.dm4j.tls;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
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

    private final TlsStore store;
    private final InstantSource clock;
    private final Refusals refusals;
    private final LongAdder handshakes = new LongAdder();
    private final Map<HttpConnection, Peer> open = new ConcurrentHashMap<>();

    /**
     * How often a name was refused for a reason.
     *
     * @param name as the caller's certificate has it, trusted or not; empty where none was seen
     * @param reason in lower case with underscores, such as {@code not_listed}
     */
    public record Refused(String name, String reason, long count) {}

    /**
     * Open connections of one name.
     *
     * @param generation that served when they were made; they are judged by that of now
     */
    public record Connected(String name, long generation, long connections) {}

    private record Origin(String name, long generation) {}

    public Callers(TlsStore store) {
        this.store = store;
        this.clock = store.clock();
        this.refusals = new Refusals(clock);
    }

    TlsStore store() {
        return store;
    }

    /** Keeps the connection in sight until it closes; takes its close and exception handlers. */
    public void connected(HttpConnection connection) {
        handshakes.increment();
        open.put(connection, Peer.caller(connection, clock.instant(), store.last()));
        connection.closeHandler(closed -> open.remove(connection));
        connection.exceptionHandler(failure ->
                LOG.debug("the connection from {} broke: {}", connection.remoteAddress(), Refusals.words(failure)));
    }

    /** Counts and logs a connection that was refused before it could ask for anything. */
    public void handshakeFailed(Throwable failure) {
        refusals.handshake(failure);
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
    private Peer caller(HttpConnection connection) {
        Peer known = open.get(connection);
        return known == null ? Peer.caller(connection, clock.instant(), store.last()) : known;
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

    /** Who the caller at this connection is by now; nobody, without any role, if it would not be admitted. */
    public CallerIdentity identityNow(HttpConnection connection) {
        Verdict verdict = caller(connection).verdict(store.last(), clock.instant());
        return verdict.isAdmitted() ? verdict.identity() : CallerIdentity.NOBODY;
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
        sweep(store.current());
    }

    /** As {@link #sweep()}, by the last look: for whoever looks on another thread, or at several sets at once. */
    public void sweepAsLastSeen() {
        sweep(store.last());
    }

    private void sweep(TlsGeneration now) {
        Instant moment = clock.instant();
        open.forEach((connection, caller) -> {
            Verdict verdict = caller.verdict(now, moment);
            if (!verdict.isAdmitted() && caller.mayBeCut(moment) && open.remove(connection) != null) {
                refusals.connection(verdict, caller.address());
                caller.cut();
            }
        });
    }

    /** How many requests, and handshakes, were refused so far, by reason. */
    public Map<String, Long> refused() {
        return refusals.byReason();
    }

    /** The same by name too. Bounded: many names share the last one. A name in here need not be anybody's. */
    public List<Refused> refusals() {
        return refusals.byName();
    }

    /** How many handshakes were completed so far. */
    public long handshakes() {
        return handshakes.sum();
    }

    /** How many connections are open and in sight, refused ones included. */
    int connections() {
        return open.size();
    }

    /** Who is connected, as far as each would be admitted now. */
    public List<Connected> connected() {
        Instant now = clock.instant();
        TlsGeneration serving = store.last();
        Map<Origin, Long> counts = new LinkedHashMap<>();
        open.values().stream()
                .filter(caller -> caller.verdict(serving, now).isAdmitted())
                .map(caller -> new Origin(caller.verdict(serving, now).name(), caller.generation()))
                .forEach(origin -> counts.merge(origin, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(e -> new Connected(e.getKey().name(), e.getKey().generation(), e.getValue()))
                .toList();
    }
}
