package io.dm4j.tls;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String CARRIED = "io.dm4j.tls.carried";

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

    /** A caller that has not come by itself, and who brought it, in which role. */
    private record Carried(Judgement caller, CallerIdentity bearer, String role) {}

    /** Told of a request that is not taken from the one who passed it on. */
    public interface CarryRefused {
        /** Before the answer; {@link #identityOf} is whom it was meant for, as far as that could be read. */
        void tell(RoutingContext request, String why);
    }

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

    /**
     * A route handler behind this one, for nodes that pass requests on to each other: where a caller that may be {@code role} brings
     * the certificates of another (RFC 9440), the other calls from here on, and is judged as if it had come by itself. Without the
     * role such a request is refused with 403.
     */
    public Handler<RoutingContext> onBehalf(String role, CarryRefused refused) {
        return context -> {
            if (CarriedCertificates.areIn(context.request().headers())) {
                Verdict verdict = carried(context, role);
                if (verdict.isAdmitted()) {
                    context.next();
                } else {
                    refused.tell(context, verdict.explanation());
                    refuse(verdict, context);
                }
            } else {
                context.next();
            }
        };
    }

    /** What is thought of the one that the request is for, who is the caller from now on. */
    private Verdict carried(RoutingContext context, String role) {
        CallerIdentity bearer = identityOf(context);
        if (!bearer.may(role)) {
            return Verdict.mayNotCarry(bearer, role);
        }
        try {
            Judgement caller = Judgement.ofCaller(
                    CarriedCertificates.read(context.request().headers()));
            Verdict verdict = caller.verdict(store.last(), clock.instant()).passedOnBy(bearer);
            context.put(CARRIED, new Carried(caller, bearer, role)).put(IDENTITY, verdict.identity());
            return verdict;
        } catch (CertificateException e) {
            return Verdict.refused(
                            Standing.NOT_TRUSTED, "", "the caller's certificates cannot be read: " + e.getMessage())
                    .passedOnBy(bearer);
        }
    }

    /** Who passed the request on, if {@link #identityOf} has not come by itself. */
    public static Optional<CallerIdentity> bearerOf(RoutingContext context) {
        return Optional.ofNullable(context.<Carried>get(CARRIED)).map(Carried::bearer);
    }

    /** Who calls; nobody, without any role, if no Callers stands before the route. */
    public static CallerIdentity identityOf(RoutingContext context) {
        CallerIdentity identity = context.get(IDENTITY);
        return identity == null ? CallerIdentity.NOBODY : identity;
    }

    /** Who makes this request by now; nobody, without any role, if it would not be admitted, or not be taken from its bearer. */
    public CallerIdentity identityNow(RoutingContext context) {
        CallerIdentity here = identity(caller(context.request().connection()).verdict(store.last(), clock.instant()));
        Carried carried = context.get(CARRIED);
        if (carried == null) {
            return here;
        }
        return here.may(carried.role())
                ? identity(carried.caller().verdict(store.last(), clock.instant()))
                : CallerIdentity.NOBODY;
    }

    private static CallerIdentity identity(Verdict verdict) {
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
