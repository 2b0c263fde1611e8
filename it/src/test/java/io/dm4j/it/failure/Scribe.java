package io.dm4j.it.failure;

import io.dm4j.config.Address;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An operator who writes down one number after the other, each at another master, until it is acknowledged; so what is read later is
 * never below the last one that was. Its own thread.
 */
final class Scribe implements AutoCloseable {
    private static final String PATH = "/api/v1/cluster/info";
    private static final long PAUSE_MS = 20;

    private final RestCaller caller;
    private final List<Address> masters;
    private final String padding;
    private final Thread thread = new Thread(this::write, "scribe");
    private volatile boolean stopped;
    private volatile long acknowledged;
    private volatile long acknowledgedAt = System.nanoTime();
    private volatile long longestGap;

    private Scribe(RestCaller caller, List<Address> masters, String padding) {
        this.caller = caller;
        this.padding = padding;
        this.masters = List.copyOf(masters);
    }

    /** @param padding goes with each number */
    static Scribe start(RestCaller caller, List<Address> masters, String padding) {
        Scribe scribe = new Scribe(caller, masters, padding);
        scribe.thread.start();
        return scribe;
    }

    /** How many were acknowledged so far. */
    long acknowledged() {
        return acknowledged;
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
                .map(answer -> answer.getJsonObject("topology", new JsonObject())
                        .getJsonObject("grafana_topology", new JsonObject())
                        .getLong("port", -1L))
                .orElse(-1L);
    }

    private void write() {
        for (int turn = 0; !stopped; turn++) {
            JsonObject place = new JsonObject().put("host", "scribe" + padding).put("port", acknowledged + 1);
            String body = new JsonObject().put("grafana_topology", place).encode();
            if (caller.ask(masters.get(turn % masters.size()), HttpMethod.PUT, PATH, body)
                    .isPresent()) {
                long now = System.nanoTime();
                longestGap = Math.max(longestGap, now - acknowledgedAt);
                acknowledgedAt = now;
                acknowledged++;
            }
            pause();
        }
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
