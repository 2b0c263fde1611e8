package io.dm4j.master;

import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Knows whom to ask for the state of tasks; asking is the doors' work. */
public final class StatusService {
    private final Cluster cluster;
    private final Placements placements;

    StatusService(Cluster cluster, Placements placements) {
        this.cluster = cluster;
        this.placements = placements;
    }

    /**
     * A source whose state was asked for.
     *
     * @param worker who serves it, with the address to ask at; empty = nobody does
     * @param tasks that should run on it
     * @param unplaced why nobody serves it, where that is for the labels that it wants
     */
    public record Asked(String source, Optional<Server> worker, List<String> tasks, Optional<DmException> unplaced) {}

    /** A worker that can be asked. */
    public record Server(String name, Address address) {}

    /**
     * Sources in name order: the given ones, else those of the task, else all that are served or should be.
     *
     * @param task empty = all tasks
     */
    public Future<List<Asked>> whomToAsk(String task, List<String> sources) {
        return cluster.state().map(state -> {
            Map<String, Asked> asked = new TreeMap<>();
            concerned(state, task, sources).forEach(source -> asked.put(source, asked(state, task, source)));
            return List.copyOf(asked.values());
        });
    }

    private static List<String> concerned(ClusterState state, String task, List<String> sources) {
        if (!sources.isEmpty()) {
            return sources;
        }
        if (!task.isEmpty()) {
            return state.subtasksOfTask(task).stream()
                    .map(ClusterState.Subtask::source)
                    .toList();
        }
        return state.sources().keySet().stream()
                .filter(s ->
                        state.bound(s).isPresent() || !state.subtasksOfSource(s).isEmpty())
                .toList();
    }

    private Asked asked(ClusterState state, String task, String source) {
        Optional<Server> server =
                state.bound(source).flatMap(b -> state.alive(b.worker())).map(w -> new Server(w.name(), w.address()));
        List<String> tasks = state.subtasksOfSource(source).stream()
                .map(ClusterState.Subtask::task)
                .filter(t -> task.isEmpty() || t.equals(task))
                .toList();
        return new Asked(source, server, tasks, placements.unmet(state, source));
    }
}
