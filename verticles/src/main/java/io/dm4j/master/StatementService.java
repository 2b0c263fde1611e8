package io.dm4j.master;

import io.dm4j.ddl.GivenStatements;
import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.session.Applied;
import io.dm4j.store.Compare;
import io.dm4j.store.Op;
import io.dm4j.unit.Handling;
import io.dm4j.unit.Stage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What operators want done with single statements that stop a task, or would: stored with the wish for the subtask, in the write that
 * lets it run again. So a worker that begins has all of it or nothing of it, whichever worker it is and whoever leads.
 */
public final class StatementService {
    private final Cluster cluster;
    private final Latches latches;
    private final Reports reports;
    private final Waiting waiting;
    private final Enabling enabling;

    StatementService(Cluster cluster, OperatorFiles files, Latches latches, Reports reports, Waiting waiting) {
        this.cluster = cluster;
        this.latches = latches;
        this.reports = reports;
        this.waiting = waiting;
        this.enabling = new Enabling(files);
    }

    /** What can be wanted. */
    public enum Command {
        SKIP,
        REPLACE,
        INJECT,
        REVERT,
        LIST;

        private boolean takesStatements() {
            return this == REPLACE || this == INJECT;
        }
    }

    /**
     * A command on statements.
     *
     * @param sources it concerns, empty = all of the task
     * @param place FILE:POS where the statement begins; empty = at each source, the one that stops it
     * @param statements of {@link Command#REPLACE} and {@link Command#INJECT}, with semicolons between them
     */
    public record Order(Command command, String task, List<String> sources, String place, List<String> statements) {
        public Order {
            sources = List.copyOf(sources);
            statements = List.copyOf(statements);
        }

        /** Statements may have values in them. */
        @Override
        public String toString() {
            return command + " task " + task + " of " + sources + " at " + place;
        }
    }

    /**
     * Changes what is wanted and lets the sources that it concerns run again, which must be paused; each on its own. {@link
     * Command#LIST} changes nothing and tells each source's in an outcome's words, as DM's JSON.
     */
    public Future<List<Outcome>> handle(Order order) {
        return Future.<Wanted>future(read -> read.complete(Wanted.of(order)))
                .compose(wanted -> order.command() == Command.LIST
                        ? cluster.state().map(state -> listed(state, wanted))
                        : latches.holding(order.task(), () -> cluster.state().compose(state -> change(state, wanted))));
    }

    /** An order whose texts are understood. */
    private record Wanted(
            Command command,
            String task,
            List<String> sources,
            Optional<BinlogPosition> place,
            List<String> statements) {

        static Wanted of(Order order) {
            Optional<BinlogPosition> place = BinlogPosition.ofArgument(order.place());
            if (place.isEmpty() && !order.place().isEmpty()) {
                throw new DmException(MasterError.WRONG_PLACE, "`" + order.place() + "` is no place in a binlog");
            }
            List<String> statements =
                    order.command().takesStatements() ? GivenStatements.of(order.statements()) : List.of();
            return new Wanted(order.command(), order.task(), order.sources(), place, statements);
        }

        /** What is to be instead of what was. */
        List<Handling> applied(List<Handling> pending, BinlogPosition at, long order) {
            List<Handling> others =
                    pending.stream().filter(h -> !h.place().equals(at)).toList();
            return switch (command) {
                case SKIP -> with(others, new Handling(Handling.Kind.SKIP, at, List.of(), order));
                case REPLACE -> with(others, new Handling(Handling.Kind.REPLACE, at, statements, order));
                case INJECT -> with(others, new Handling(Handling.Kind.INJECT, at, statements, order));
                case REVERT, LIST -> others;
            };
        }

        private static List<Handling> with(List<Handling> others, Handling one) {
            return Stream.concat(others.stream(), Stream.of(one))
                    .sorted(Comparator.comparing(Handling::place))
                    .toList();
        }
    }

    private Future<List<Outcome>> change(ClusterState state, Wanted wanted) {
        List<Outcome> refused = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<Compare> compares = new ArrayList<>();
        List<Op> ops = new ArrayList<>();
        for (ClusterState.Subtask subtask : state.subtasksOf(wanted.task(), wanted.sources())) {
            try {
                ops.add(changed(state, subtask, wanted));
                compares.add(Compare.unchanged(subtask.entry()));
                sources.add(subtask.source());
            } catch (DmException e) {
                refused.add(Outcome.failed(subtask.source(), worker(state, subtask), e));
            }
        }
        return sources.isEmpty()
                ? Future.succeededFuture(refused)
                : cluster.write("task " + wanted.task(), compares, ops)
                        .compose(revision -> waiting.on(state, wanted.task(), sources, revision, Expectation.RUNS))
                        .map(done -> Stream.concat(done.stream(), refused.stream())
                                .sorted(Comparator.comparing(Outcome::source))
                                .toList());
    }

    private Op changed(ClusterState state, ClusterState.Subtask subtask, Wanted wanted) {
        Applied.Item paused = paused(state, subtask);
        if (!enabling.isOn(state, subtask.source())) {
            throw new DmException(
                    MasterError.CANNOT_START,
                    "task " + subtask.task() + " cannot go on: source " + subtask.source() + " is not enabled");
        }
        List<Handling> pending = pending(subtask, Optional.of(paused));
        BinlogPosition place = place(wanted, paused);
        if (wanted.command() == Command.REVERT
                && pending.stream().noneMatch(h -> h.place().equals(place))) {
            throw new DmException(
                    MasterError.NOTHING_TO_REVERT, "nothing is pending at " + place.argument() + of(subtask));
        }
        return StoredValues.subtask(
                subtask.task(),
                subtask.source(),
                Stage.RUNNING,
                subtask.command() + 1,
                subtask.timedStart(),
                wanted.applied(pending, place, state.revision()));
    }

    /** By its worker's word; only then it is certain that what is wanted is known before the place is reached. */
    private Applied.Item paused(ClusterState state, ClusterState.Subtask subtask) {
        String worker = worker(state, subtask);
        if (worker.isEmpty()) {
            throw new DmException(
                    MasterError.SOURCE_UNBOUND, "source " + subtask.source() + " is not bound to any worker");
        }
        return reports.of(worker, subtask.source(), subtask.task())
                .filter(item -> item.stage() == Stage.PAUSED)
                .orElseThrow(() -> new DmException(
                        MasterError.NOT_PAUSED,
                        "task " + subtask.task() + " is not paused on source " + subtask.source()));
    }

    private static BinlogPosition place(Wanted wanted, Applied.Item paused) {
        BinlogPosition place = wanted.place()
                .or(() -> paused.places().stoppedAt())
                .orElseThrow(() -> new DmException(
                        MasterError.NO_STATEMENT_STOPS,
                        "no statement stops task " + paused.task() + " on source " + paused.source()));
        if (wanted.command() != Command.REVERT && isPassed(place, Optional.of(paused))) {
            throw new DmException(
                    MasterError.PLACE_PASSED,
                    "place %s of source %s is behind: everything up to %s is on the target"
                            .formatted(
                                    place.argument(),
                                    paused.source(),
                                    paused.places().passed().orElseThrow().argument()));
        }
        return place;
    }

    /** What is not over yet. */
    private static List<Handling> pending(ClusterState.Subtask subtask, Optional<Applied.Item> report) {
        return subtask.handlings().stream()
                .filter(handling -> !isPassed(handling.place(), report))
                .toList();
    }

    private static boolean isPassed(BinlogPosition place, Optional<Applied.Item> report) {
        return report.flatMap(item -> item.places().passed())
                .filter(passed -> place.compareTo(passed) < 0)
                .isPresent();
    }

    private List<Outcome> listed(ClusterState state, Wanted wanted) {
        return state.subtasksOf(wanted.task(), wanted.sources()).stream()
                .map(subtask -> listed(state, subtask, wanted))
                .toList();
    }

    private Outcome listed(ClusterState state, ClusterState.Subtask subtask, Wanted wanted) {
        String worker = worker(state, subtask);
        JsonArray all = new JsonArray();
        pending(subtask, reports.of(worker, subtask.source(), subtask.task())).stream()
                .filter(handling -> wanted.place()
                        .filter(from -> handling.place().compareTo(from) < 0)
                        .isEmpty())
                .forEach(handling -> all.add(json(subtask, handling)));
        return Outcome.noted(subtask.source(), worker, all.encode());
    }

    private static JsonObject json(ClusterState.Subtask subtask, Handling handling) {
        JsonObject json = new JsonObject()
                .put("op", number(handling.kind()))
                .put("task", subtask.task())
                .put("binlogPos", handling.place().argument());
        return handling.statements().isEmpty() ? json : json.put("sqls", new JsonArray(handling.statements()));
    }

    /** DM's. */
    private static int number(Handling.Kind kind) {
        return switch (kind) {
            case SKIP -> 1;
            case REPLACE -> 2;
            case INJECT -> 4;
        };
    }

    private static String worker(ClusterState state, ClusterState.Subtask subtask) {
        return state.bound(subtask.source()).map(ClusterState.Bound::worker).orElse("");
    }

    private static String of(ClusterState.Subtask subtask) {
        return " for task " + subtask.task() + " of source " + subtask.source();
    }
}
