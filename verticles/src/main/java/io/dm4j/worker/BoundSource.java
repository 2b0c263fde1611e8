package io.dm4j.worker;

import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.error.DmException;
import io.dm4j.session.Applied;
import io.dm4j.session.SourceWish;
import io.dm4j.session.SubtaskWish;
import io.dm4j.tls.TlsInventory;
import io.dm4j.unit.Stage;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A source that this worker serves under one epoch, with its subtasks. Confined to the worker's context. */
final class BoundSource implements Slot.Life<SourceWish> {
    private final Vertx vertx;
    private final SourceWish first;
    private final String clusterId;
    private final String owner;
    private final UnitFactory factory;
    private final TlsInventory inventory;
    private final Runnable changed;
    private final LiveFile<SourceConfig> source;
    private final Map<String, Slot<SubtaskWish, Subtask>> slots = new TreeMap<>();

    BoundSource(
            Vertx vertx,
            SourceWish first,
            String clusterId,
            String owner,
            UnitFactory factory,
            TlsInventory inventory,
            Runnable changed) {
        this.vertx = vertx;
        this.first = first;
        this.clusterId = clusterId;
        this.owner = owner;
        this.factory = factory;
        this.inventory = inventory;
        this.changed = changed;
        this.source = new LiveFile<>(
                first.config(),
                text -> SourceFile.parse(first.source(), text).value(),
                SourceConfig::differsInAccessOnly);
    }

    String name() {
        return first.source();
    }

    @Override
    public boolean serves(SourceWish wish) {
        return wish.epoch() == first.epoch() && source.takes(wish.config());
    }

    @Override
    public void wish(SourceWish wish) {
        if (source.take(wish.config())) {
            slots.values().forEach(slot -> slot.life().ifPresent(Subtask::accessChanged));
        }
        Set<String> wanted = wish.subtasks().stream().map(SubtaskWish::task).collect(Collectors.toSet());
        slots.entrySet().stream().filter(e -> !wanted.contains(e.getKey())).forEach(e -> e.getValue()
                .clear());
        slots.values().removeIf(Slot::isIdle);
        wish.subtasks().forEach(w -> slot(w.task()).want(w));
    }

    @Override
    public Future<Void> stop() {
        List<Future<Void>> ends = slots.values().stream().map(Slot::clear).toList();
        return Future.join(ends).mapEmpty();
    }

    List<SubtaskStatus> subtasks() {
        return slots.values().stream()
                .map(Slot::life)
                .flatMap(Optional::stream)
                .map(Subtask::status)
                .toList();
    }

    Stream<Applied.Item> items() {
        Applied.Item self = new Applied.Item(name(), "", Stage.RUNNING, List.of(), UnitStatus.Places.NONE);
        return Stream.concat(Stream.of(self), subtasks().stream().map(this::item));
    }

    private Applied.Item item(SubtaskStatus status) {
        UnitStatus.Places places =
                status.detail().map(detail -> detail.read(new PlacesOf())).orElse(UnitStatus.Places.NONE);
        return new Applied.Item(name(), status.task(), status.stage(), status.failures(), places);
    }

    /** Only replication has any. */
    private record PlacesOf() implements UnitStatus.Reader<UnitStatus.Places> {
        @Override
        public UnitStatus.Places load(UnitStatus.Load load) {
            return UnitStatus.Places.NONE;
        }

        @Override
        public UnitStatus.Places sync(UnitStatus.Sync sync) {
            return sync.places();
        }
    }

    private Slot<SubtaskWish, Subtask> slot(String task) {
        return slots.computeIfAbsent(task, t -> new Slot<>(this::begin, changed));
    }

    private Subtask begin(SubtaskWish wish) {
        LiveFile<SubtaskConfig> file =
                new LiveFile<>(wish.config(), text -> subtask(wish.task(), text), SubtaskConfig::differsInAccessOnly);
        return new Subtask(vertx, name(), wish.task(), file, () -> setup(file), factory, changed);
    }

    private SubtaskConfig subtask(String task, String text) {
        return TaskFile.parse(task, text).value().subtasks().stream()
                .filter(s -> s.sourceId().equals(name()))
                .findFirst()
                .orElseThrow(() -> new DmException(
                        WorkerError.SUBTASK_CONFIG_MISSING,
                        "task " + task + " has no mysql-instance for source " + name()));
    }

    private UnitSetup setup(LiveFile<SubtaskConfig> task) {
        return new UnitSetup(
                vertx,
                source.value(),
                task.value().on(source.value()),
                () -> source.value().from(),
                () -> task.value().target(),
                clusterId,
                first.epoch(),
                owner,
                inventory,
                Optional.empty(),
                List.of());
    }
}
