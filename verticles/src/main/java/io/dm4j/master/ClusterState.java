package io.dm4j.master;

import io.dm4j.config.Address;
import io.dm4j.config.Labels;
import io.dm4j.config.StartTime;
import io.dm4j.error.DmException;
import io.dm4j.store.Entry;
import io.dm4j.store.Listing;
import io.dm4j.unit.Handling;
import io.dm4j.unit.Stage;
import io.dm4j.unit.TimedStart;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** All that the store holds at one revision, in the words of the domain. */
final class ClusterState {

    /**
     * Who serves a source.
     *
     * @param session of the worker's life that serves it
     * @param next the worker it is on its way to, for which this one stops it; empty if it stays
     */
    record Bound(Entry entry, String source, String worker, long session, long epoch, Optional<String> next) {}

    /** Whom a source had last. */
    record LastBound(String source, String worker, long epoch) {}

    /** A worker that has ever joined. */
    record Registered(String name, Address address, Labels labels) {}

    /** A worker whose lease runs. */
    record Alive(Entry entry, String name, Address address, long session, String instance, int maxSources) {}

    /**
     * What an operator wants of a task on a source.
     *
     * @param timedStart stays after it was carried out, until a start without a time
     * @param handlings in the order of their places; one that is over stays until there is another command of this kind
     */
    record Subtask(
            Entry entry,
            String task,
            String source,
            Stage stage,
            long command,
            Optional<TimedStart> timedStart,
            List<Handling> handlings) {}

    private final long revision;
    private final Map<String, Entry> sources = new TreeMap<>();
    private final Map<String, Bound> bounds = new TreeMap<>();
    private final Map<String, LastBound> lastBounds = new TreeMap<>();
    private final Map<String, Registered> registered = new TreeMap<>();
    private final Map<String, Alive> alive = new TreeMap<>();
    private final Map<String, Entry> tasks = new TreeMap<>();
    private final Map<String, Subtask> subtasks = new TreeMap<>();

    private ClusterState(long revision) {
        this.revision = revision;
    }

    static ClusterState of(Listing listing) {
        ClusterState state = new ClusterState(listing.revision());
        listing.entries().forEach(state::take);
        return state;
    }

    long revision() {
        return revision;
    }

    /** Source files by name. */
    Map<String, Entry> sources() {
        return sources;
    }

    Optional<Entry> source(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /** A binding to a life of a worker that has ended is none. */
    Optional<Bound> bound(String source) {
        return storedBound(source).filter(this::isLive);
    }

    Optional<Bound> storedBound(String source) {
        return Optional.ofNullable(bounds.get(source));
    }

    Map<String, Bound> storedBounds() {
        return bounds;
    }

    Optional<LastBound> lastBound(String source) {
        return Optional.ofNullable(lastBounds.get(source));
    }

    Map<String, Registered> registered() {
        return registered;
    }

    Map<String, Alive> alive() {
        return alive;
    }

    Optional<Alive> alive(String worker) {
        return Optional.ofNullable(alive.get(worker));
    }

    /** What a worker said it is when it last joined. */
    Labels labels(String worker) {
        return Optional.ofNullable(registered.get(worker))
                .map(Registered::labels)
                .orElse(Labels.NONE);
    }

    /** The sources that a worker serves now, in name order. */
    List<String> sourcesOf(String worker) {
        return bounds.values().stream()
                .filter(b -> b.worker().equals(worker) && isLive(b))
                .map(Bound::source)
                .toList();
    }

    /** How many sources have a place at a worker: those it serves and those on their way to it. */
    int placesTaken(String worker) {
        long coming = bounds.values().stream()
                .filter(b -> b.next().equals(Optional.of(worker)) && isLive(b))
                .count();
        return sourcesOf(worker).size() + (int) coming;
    }

    /** Task files by name. */
    Map<String, Entry> tasks() {
        return tasks;
    }

    Optional<Entry> task(String name) {
        return Optional.ofNullable(tasks.get(name));
    }

    List<Subtask> subtasks() {
        return List.copyOf(subtasks.values());
    }

    List<Subtask> subtasksOfTask(String task) {
        return subtasks.values().stream().filter(s -> s.task().equals(task)).toList();
    }

    /**
     * Those that a command on a task is about; fails if there is no such task, or if it is not on one of the sources.
     *
     * @param chosen sources, empty = all of the task
     */
    List<Subtask> subtasksOf(String task, List<String> chosen) {
        List<Subtask> all = subtasksOfTask(task);
        if (all.isEmpty()) {
            throw MasterError.unknownTask(task);
        }
        TreeSet<String> strangers = new TreeSet<>(chosen);
        all.forEach(subtask -> strangers.remove(subtask.source()));
        if (!strangers.isEmpty()) {
            throw new DmException(MasterError.SOURCE_UNKNOWN, "task " + task + " is not on sources " + strangers);
        }
        return all.stream()
                .filter(s -> chosen.isEmpty() || chosen.contains(s.source()))
                .toList();
    }

    List<Subtask> subtasksOfSource(String source) {
        return subtasks.values().stream().filter(s -> s.source().equals(source)).toList();
    }

    private boolean isLive(Bound bound) {
        Alive worker = alive.get(bound.worker());
        return worker != null && worker.session() == bound.session();
    }

    private void take(Entry e) {
        under(Keys.SOURCES, e, name -> sources.put(name, e));
        under(Keys.BOUNDS, e, name -> bounds.put(name, bound(name, e)));
        under(Keys.LAST_BOUNDS, e, name -> lastBounds.put(name, lastBound(name, e)));
        under(Keys.REGISTERED, e, name -> registered.put(name, registered(name, e)));
        under(Keys.ALIVE, e, name -> alive.put(name, alive(name, e)));
        under(Keys.TASKS, e, name -> tasks.put(name, e));
        under(Keys.SUBTASKS, e, path -> subtasks.put(path, subtask(e)));
    }

    private static void under(String prefix, Entry e, Consumer<String> keep) {
        if (e.key().startsWith(prefix)) {
            keep.accept(Keys.name(prefix, e.key()));
        }
    }

    private static Bound bound(String source, Entry e) {
        JsonObject json = json(e);
        return new Bound(
                e,
                source,
                json.getString("worker"),
                json.getLong("session"),
                json.getLong("epoch"),
                Optional.ofNullable(json.getString("next")));
    }

    private static LastBound lastBound(String source, Entry e) {
        JsonObject json = json(e);
        return new LastBound(source, json.getString("worker"), json.getLong("epoch"));
    }

    private static Registered registered(String name, Entry e) {
        JsonObject json = json(e);
        Map<String, String> labels = new TreeMap<>();
        json.getJsonObject("labels", new JsonObject()).forEach(l -> labels.put(l.getKey(), (String) l.getValue()));
        return new Registered(name, address(json), new Labels(labels));
    }

    private static Alive alive(String name, Entry e) {
        JsonObject json = json(e);
        return new Alive(
                e,
                name,
                address(json),
                json.getLong("session"),
                json.getString("instance"),
                json.getInteger("max-sources"));
    }

    private static Subtask subtask(Entry e) {
        JsonObject json = json(e);
        Stage stage = Stage.valueOf(json.getString("stage"));
        Optional<TimedStart> timedStart = StartTime.of(json.getString("start-time", ""))
                .map(time -> new TimedStart(time, json.getLong("start-order")));
        return new Subtask(
                e,
                json.getString("task"),
                json.getString("source"),
                stage,
                json.getLong("command"),
                timedStart,
                StoredHandlings.read(json));
    }

    private static Address address(JsonObject json) {
        return new Address(json.getString("host"), json.getInteger("port"));
    }

    private static JsonObject json(Entry e) {
        return new JsonObject(e.value());
    }
}
