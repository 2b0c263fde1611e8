package io.dm4j.master;

import io.dm4j.check.Checks;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import io.dm4j.error.DmException;
import io.dm4j.store.Compare;
import io.dm4j.store.Entry;
import io.dm4j.store.Op;
import io.dm4j.unit.Stage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The upstream servers that operators have named. */
public final class SourceService {
    static final String NO_FREE_WORKER = "source is added but there is no free worker to bound";
    static final String WAS_NOT_BOUND = "source is stopped and hasn't bound to worker before being stopped";

    private final Cluster cluster;
    private final OperatorFiles files;
    private final Placements placements;
    private final Checks checks;
    private final Binder binder;
    private final Reports reports;

    SourceService(
            Cluster cluster,
            OperatorFiles files,
            Placements placements,
            Checks checks,
            Binder binder,
            Reports reports) {
        this.cluster = cluster;
        this.files = files;
        this.placements = placements;
        this.checks = checks;
        this.binder = binder;
        this.reports = reports;
    }

    /**
     * Takes all of the files in, or none: each is read, unknown so far, and its server answers.
     *
     * @param worker to prefer, empty for none
     */
    public Future<List<Outcome>> start(List<String> texts, Optional<String> worker) {
        return Future.<List<Source>>future(read -> read.complete(read(texts))).compose(sources -> cluster.state()
                .compose(state -> admissible(state, sources, worker))
                .compose(state -> Future.all(sources.stream()
                                .map(s -> checks.source(s.config()))
                                .toList())
                        .compose(reached -> store(sources, worker)))
                .compose(revision -> binder.settle())
                .compose(settled -> awaitServed(sources)));
    }

    /**
     * Exchanges files of sources that are there, each on its own: its server must answer under the new file. With tasks on it only
     * user, password and security block may differ; running tasks go on, and use them for the connections to come.
     */
    public Future<List<Outcome>> update(List<String> texts) {
        return Future.<List<Source>>future(read -> read.complete(read(texts)))
                .compose(sources -> join(sources.stream().map(this::update).toList()));
    }

    /** As {@link #update(List)} of one source, whose new file is made of what it says now. */
    public Future<Outcome> update(String name, Function<SourceConfig, String> rewrite) {
        return cluster.state()
                .compose(state -> state.source(name)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(MasterError.unknownSource(name))))
                .map(stored -> rewrite.apply(files.source(name, stored.value()).value()))
                .map(text -> read(List.of(text)).get(0))
                .compose(this::update);
    }

    private Future<Outcome> update(Source source) {
        return cluster.state()
                .compose(state -> updatable(state, source))
                .compose(entry -> checks.source(source.config())
                        .compose(reached -> cluster.write(
                                "source " + source.name(),
                                List.of(Compare.unchanged(entry)),
                                List.of(StoredValues.source(source.name(), source.file())))))
                .compose(revision -> binder.settle()
                        .compose(settled -> cluster.state())
                        .compose(state -> awaitServed(state, source.name(), revision)))
                .otherwise(e -> Outcome.failed(source.name(), "", e));
    }

    private Future<Entry> updatable(ClusterState state, Source source) {
        Optional<Entry> stored = state.source(source.name());
        if (stored.isEmpty()) {
            return Future.failedFuture(MasterError.unknownSource(source.name()));
        }
        boolean running = !state.subtasksOfSource(source.name()).isEmpty();
        SourceConfig before = files.source(source.name(), stored.get().value()).value();
        return running && !before.differsInAccessOnly(source.config())
                ? Future.failedFuture(MoreThanAccess.of("source " + source.name(), before.differences(source.config())))
                : Future.succeededFuture(stored.get());
    }

    /** Lets the tasks of a source run again, those that shall. Completes when they do; fails if nobody serves the source. */
    public Future<List<Outcome>> enable(String name) {
        return cluster.state()
                .compose(state ->
                        state.bound(name).isEmpty() && state.source(name).isPresent()
                                ? Future.failedFuture(placements.unbound(state, name))
                                : switched(state, name, true, Expectation.RUNS));
    }

    /** Stops the tasks of a source at their next whole place, and lets none run until it is enabled. Completes when they have stopped. */
    public Future<List<Outcome>> disable(String name) {
        return cluster.state().compose(state -> switched(state, name, false, Expectation.PAUSED));
    }

    private Future<List<Outcome>> switched(ClusterState state, String name, boolean on, Expectation expectation) {
        Optional<Entry> stored = state.source(name);
        if (stored.isEmpty()) {
            return Future.failedFuture(MasterError.unknownSource(name));
        }
        String before = stored.get().value();
        if (files.enabled(name, before) == on) {
            return Future.succeededFuture(List.of());
        }
        return Future.succeededFuture(before)
                .map(text -> SourceFile.switched(name, text, on))
                .compose(text -> cluster.write(
                        "source " + name,
                        List.of(Compare.unchanged(stored.get())),
                        List.of(StoredValues.source(name, text))))
                .compose(revision -> join(state.subtasksOfSource(name).stream()
                        .filter(subtask -> subtask.stage() == Stage.RUNNING)
                        .map(subtask -> await(state, subtask, revision, expectation))
                        .toList()));
    }

    private Future<Outcome> await(
            ClusterState state, ClusterState.Subtask subtask, long revision, Expectation expectation) {
        String source = subtask.source();
        Optional<ClusterState.Bound> bound = state.bound(source);
        if (bound.isEmpty()) {
            return Future.succeededFuture(Outcome.noted(source, "", NO_FREE_WORKER));
        }
        String worker = bound.get().worker();
        return reports.await(worker, revision, source, subtask.task(), expectation)
                .map(Outcome.done(source, worker))
                .otherwise(e -> Outcome.failed(source, worker, e));
    }

    public Future<List<Outcome>> stop(List<String> names) {
        List<Future<Outcome>> each = names.stream().map(this::stop).toList();
        return join(each);
    }

    /** @param names empty = all */
    public Future<List<Outcome>> show(List<String> names) {
        return cluster.state().map(state -> wanted(state, names).stream()
                .map(name -> show(state, name))
                .toList());
    }

    private record Source(SourceConfig config, String file) {
        String name() {
            return config.sourceId();
        }
    }

    private List<Source> read(List<String> texts) {
        List<Source> sources = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String file : texts) {
            SourceConfig config = files.source("source", file).value();
            if (!names.add(config.sourceId())) {
                throw exists(config.sourceId());
            }
            sources.add(new Source(config, file));
        }
        return sources;
    }

    private static Future<ClusterState> admissible(ClusterState state, List<Source> sources, Optional<String> worker) {
        Optional<String> known = sources.stream()
                .map(Source::name)
                .filter(state.sources()::containsKey)
                .findFirst();
        if (known.isPresent()) {
            return Future.failedFuture(exists(known.get()));
        }
        if (worker.isPresent() && state.alive(worker.get()).isEmpty()) {
            return Future.failedFuture(
                    new DmException(MasterError.WORKER_UNKNOWN, "worker " + worker.get() + " is not online"));
        }
        return worker.flatMap(named -> sources.stream()
                        .flatMap(s ->
                                Placements.refusal(state, s.name(), s.config().placement(), named).stream())
                        .findFirst())
                .<Future<ClusterState>>map(Future::failedFuture)
                .orElse(Future.succeededFuture(state));
    }

    private static DmException exists(String name) {
        return new DmException(MasterError.SOURCE_EXISTS, "source config with ID " + name + " already exists");
    }

    private Future<Long> store(List<Source> sources, Optional<String> worker) {
        List<Compare> compares = new ArrayList<>();
        List<Op> ops = new ArrayList<>();
        for (Source source : sources) {
            compares.add(Compare.absent(Keys.of(Keys.SOURCES, source.name())));
            ops.add(StoredValues.source(source.name(), source.file()));
            worker.ifPresent(w -> ops.add(StoredValues.lastBound(source.name(), w, 0)));
        }
        return cluster.write("the list of sources", compares, ops);
    }

    private Future<List<Outcome>> awaitServed(List<Source> sources) {
        return cluster.state()
                .compose(state -> join(
                        sources.stream().map(s -> awaitServed(state, s.name())).toList()));
    }

    private Future<Outcome> awaitServed(ClusterState state, String source) {
        long since = state.bound(source).map(b -> b.entry().modified()).orElse(0L);
        return awaitServed(state, source, since);
    }

    private Future<Outcome> awaitServed(ClusterState state, String source, long revision) {
        Optional<ClusterState.Bound> bound = state.bound(source);
        if (bound.isEmpty()) {
            return Future.succeededFuture(unserved(state, source));
        }
        String worker = bound.get().worker();
        return reports.await(worker, revision, source, "", Expectation.SERVED)
                .map(Outcome.done(source, worker))
                .otherwise(e -> Outcome.failed(source, worker, e));
    }

    private Future<Outcome> stop(String name) {
        return cluster.state()
                .compose(state -> stoppable(state, name))
                .compose(state -> delete(state, name).compose(revision -> awaitGone(state, name, revision)))
                .otherwise(e -> Outcome.failed(name, "", e));
    }

    private static Future<ClusterState> stoppable(ClusterState state, String name) {
        if (state.source(name).isEmpty()) {
            return Future.failedFuture(MasterError.unknownSource(name));
        }
        List<String> tasks = state.subtasksOfSource(name).stream()
                .map(ClusterState.Subtask::task)
                .toList();
        return tasks.isEmpty()
                ? Future.succeededFuture(state)
                : Future.failedFuture(new DmException(
                        MasterError.SOURCE_HAS_TASKS,
                        "source with name " + name + " need to operate has tasks " + tasks));
    }

    private Future<Long> delete(ClusterState state, String name) {
        Entry source = state.source(name).orElseThrow();
        List<Op> ops = List.of(
                Op.delete(source.key()),
                Op.delete(Keys.of(Keys.BOUNDS, name)),
                Op.delete(Keys.of(Keys.LAST_BOUNDS, name)));
        return cluster.write("source " + name, List.of(Compare.unchanged(source)), ops);
    }

    private Future<Outcome> awaitGone(ClusterState before, String name, long revision) {
        Optional<ClusterState.Bound> bound = before.bound(name);
        if (bound.isEmpty()) {
            return Future.succeededFuture(Outcome.noted(name, "", WAS_NOT_BOUND));
        }
        String worker = bound.get().worker();
        return reports.await(worker, revision, name, "", Expectation.GONE).map(Outcome.done(name, worker));
    }

    private static List<String> wanted(ClusterState state, List<String> names) {
        return names.isEmpty() ? List.copyOf(state.sources().keySet()) : names;
    }

    private Outcome unserved(ClusterState state, String source) {
        return Outcome.noted(
                source,
                "",
                placements.unmet(state, source).map(DmException::getMessage).orElse(NO_FREE_WORKER));
    }

    private Outcome show(ClusterState state, String name) {
        if (state.source(name).isEmpty()) {
            return Outcome.failed(name, "", MasterError.unknownSource(name));
        }
        return state.bound(name).map(b -> Outcome.done(name, b.worker())).orElseGet(() -> unserved(state, name));
    }

    private static Future<List<Outcome>> join(List<Future<Outcome>> each) {
        return Future.join(each).map(all -> all.<Outcome>list());
    }
}
