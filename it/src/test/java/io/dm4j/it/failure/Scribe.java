package io.dm4j.it.failure;

import io.dm4j.config.Address;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * An operator who writes down one number after the other, each at another master, until it is acknowledged; so what is read later is
 * never below the last one that was. Its own thread.
 */
final class Scribe implements AutoCloseable {
    private static final String PATH = "/api/v1/cluster/info";
    private static final long PAUSE_MS = 20;
    private static final String MUCH = "x".repeat(20_000);

    private final RestCaller caller;
    private final List<Address> masters;
    private final Map<Address, Long> acknowledgedBy = new ConcurrentHashMap<>();
    private final Map<Address, String> refusals = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::write, "scribe");
    private volatile String padding = "";
    private volatile boolean stopped;
    private volatile long turns;
    private volatile long acknowledged;
    private volatile long acknowledgedAt = System.nanoTime();
    private volatile long longestGap;

    private Scribe(RestCaller caller, List<Address> masters) {
        this.caller = caller;
        this.masters = List.copyOf(masters);
    }

    static Scribe start(RestCaller caller, List<Address> masters) {
        Scribe scribe = new Scribe(caller, masters);
        scribe.thread.start();
        return scribe;
    }

    /** 20 kB go with each number from now on. */
    void writeMuch() {
        padding = MUCH;
    }

    /** The number alone from now on. */
    void writeLittle() {
        padding = "";
    }

    /** How many were acknowledged so far. */
    long acknowledged() {
        return acknowledged;
    }

    /** How many of them this master acknowledged, whoever it asked. */
    long acknowledgedBy(Address master) {
        return acknowledgedBy.getOrDefault(master, 0L);
    }

    /** What this master said when it refused the last number it was given; empty if it took it, or did not answer. */
    String refusal(Address master) {
        return refusals.getOrDefault(master, "");
    }

    /** How many masters were asked so far; what was asked before this grows is answered, or given up. */
    long turns() {
        return turns;
    }

    /** The longest time between two acknowledgements since this was asked last; a gap that is still open counts. */
    Duration longestGap() {
        long open = System.nanoTime() - acknowledgedAt;
        long longest = Math.max(longestGap, open);
        longestGap = 0;
        return Duration.ofNanos(longest);
    }

    /** What a master says the number is; -1 if it does not say. */
    long read(Address master) {
        return caller.ask(master, HttpMethod.GET, PATH, "")
                .json()
                .map(answer -> answer.getJsonObject("topology", new JsonObject())
                        .getJsonObject("grafana_topology", new JsonObject())
                        .getLong("port", -1L))
                .orElse(-1L);
    }

    /** Nothing is written while this runs. */
    synchronized void pauseFor(Runnable look) {
        look.run();
    }

    private void write() {
        for (int turn = 0; !stopped; turn++) {
            tell(masters.get(turn % masters.size()));
            turns = turn;
            pause();
        }
    }

    private synchronized void tell(Address master) {
        JsonObject place = new JsonObject().put("host", "scribe" + padding).put("port", acknowledged + 1);
        String body = new JsonObject().put("grafana_topology", place).encode();
        RestCaller.Reply reply = caller.ask(master, HttpMethod.PUT, PATH, body);
        if (!reply.isAccepted()) {
            refusals.put(master, reply.text());
            return;
        }
        long now = System.nanoTime();
        longestGap = Math.max(longestGap, now - acknowledgedAt);
        acknowledgedAt = now;
        refusals.remove(master);
        acknowledgedBy.merge(master, 1L, Long::sum);
        acknowledged++;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
