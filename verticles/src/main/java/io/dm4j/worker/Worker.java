package io.dm4j.worker;

import io.dm4j.session.Applied;
import io.dm4j.session.Desired;
import io.dm4j.session.SourceWish;
import io.dm4j.tls.TlsInventory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All sources of this worker, held to the desired state. Confined to one context. */
public final class Worker {
    private final Vertx vertx;
    private final String name;
    private final String instance;
    private final UnitFactory factory;
    private final TlsInventory inventory;
    private final Map<String, Slot<SourceWish, BoundSource>> slots = new TreeMap<>();
    private Consumer<Applied> report = applied -> {};
    private String clusterId = "";
    private long revision;
    private boolean reportDue;

    /**
     * @param instance one life of the process
     * @param inventory where units list the TLS files they use
     */
    public Worker(Vertx vertx, String name, String instance, UnitFactory factory, TlsInventory inventory) {
        this.vertx = vertx;
        this.name = name;
        this.instance = instance;
        this.factory = factory;
        this.inventory = inventory;
    }

    public String name() {
        return name;
    }

    public String instance() {
        return instance;
    }

    /** All subtasks, by source and task. */
    public List<SubtaskStatus> subtasks() {
        return lives().flatMap(s -> s.subtasks().stream()).toList();
    }

    /** The sources it serves, in name order. */
    public List<String> sources() {
        return lives().map(BoundSource::name).toList();
    }

    /** Told what is there after each change; several changes at once are one report. */
    void reportTo(Consumer<Applied> listener) {
        report = listener;
    }

    /** The last desired state taken in, 0 for none. */
    long revision() {
        return revision;
    }

    void desired(Desired desired, String cluster) {
        clusterId = cluster;
        revision = desired.revision();
        Set<String> wanted = desired.sources().stream().map(SourceWish::source).collect(Collectors.toSet());
        slots.entrySet().stream().filter(e -> !wanted.contains(e.getKey())).forEach(e -> e.getValue()
                .clear());
        slots.values().removeIf(Slot::isIdle);
        desired.sources().forEach(w -> slot(w.source()).want(w));
        changed();
    }

    /** Stops everything and forgets the desired state. Completes when all has ended; never fails. */
    Future<Void> drop() {
        revision = 0;
        List<Future<Void>> ends = slots.values().stream().map(Slot::clear).toList();
        return Future.join(ends).mapEmpty();
    }

    /** Something may be different: a report is due. */
    void changed() {
        if (!reportDue) {
            reportDue = true;
            vertx.runOnContext(v -> report());
        }
    }

    private Stream<BoundSource> lives() {
        return slots.values().stream().map(Slot::life).flatMap(Optional::stream);
    }

    private Slot<SourceWish, BoundSource> slot(String source) {
        return slots.computeIfAbsent(source, s -> new Slot<>(this::begin, this::changed));
    }

    private BoundSource begin(SourceWish wish) {
        return new BoundSource(vertx, wish, clusterId, name + "/" + instance, factory, inventory, this::changed);
    }

    private void report() {
        reportDue = false;
        report.accept(new Applied(revision, lives().flatMap(BoundSource::items).toList()));
    }
}
