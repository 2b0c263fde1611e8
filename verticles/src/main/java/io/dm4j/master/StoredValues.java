package io.dm4j.master;

import io.dm4j.config.Address;
import io.dm4j.session.Hello;
import io.dm4j.store.Op;
import io.dm4j.unit.Handling;
import io.dm4j.unit.Stage;
import io.dm4j.unit.TimedStart;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The writes that {@link ClusterState} reads. */
final class StoredValues {
    private StoredValues() {}

    static Op bound(String source, String worker, long session, long epoch) {
        JsonObject json =
                new JsonObject().put("worker", worker).put("session", session).put("epoch", epoch);
        return Op.put(Keys.of(Keys.BOUNDS, source), json.encode());
    }

    /** The source stays this worker's until it has stopped it, and then goes to the next. */
    static Op leaving(ClusterState.Bound bound, String next) {
        JsonObject json = new JsonObject(bound.entry().value()).put("next", next);
        return Op.put(bound.entry().key(), json.encode());
    }

    static Op lastBound(String source, String worker, long epoch) {
        JsonObject json = new JsonObject().put("worker", worker).put("epoch", epoch);
        return Op.put(Keys.of(Keys.LAST_BOUNDS, source), json.encode());
    }

    static Op registered(Hello hello) {
        JsonObject json = address(hello.address());
        if (!hello.labels().isEmpty()) {
            json.put("labels", new JsonObject(new TreeMap<>(hello.labels().byName())));
        }
        return Op.put(Keys.of(Keys.REGISTERED, hello.name()), json.encode());
    }

    /** The lease is the session. */
    static Op alive(Hello hello, long lease) {
        JsonObject json = address(hello.address())
                .put("session", lease)
                .put("instance", hello.instance())
                .put("max-sources", hello.maxSources());
        return Op.put(Keys.of(Keys.ALIVE, hello.name()), json.encode(), lease);
    }

    static Op source(String name, String file) {
        return Op.put(Keys.of(Keys.SOURCES, name), file);
    }

    static Op task(String name, String file) {
        return Op.put(Keys.of(Keys.TASKS, name), file);
    }

    static Op subtask(
            String task,
            String source,
            Stage stage,
            long command,
            Optional<TimedStart> timedStart,
            List<Handling> handlings) {
        JsonObject json = new JsonObject()
                .put("task", task)
                .put("source", source)
                .put("stage", stage.name())
                .put("command", command);
        timedStart.ifPresent(
                timed -> json.put("start-time", timed.time().text()).put("start-order", timed.order()));
        StoredHandlings.write(handlings, json);
        return Op.put(Keys.subtask(task, source), json.encode());
    }

    private static JsonObject address(Address address) {
        return new JsonObject().put("host", address.host()).put("port", address.port());
    }
}
