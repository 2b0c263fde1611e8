package io.dm4j.endpoint;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The metrics of one node, in a registry of its own: two nodes in one process do not mix. Rows are read at each scrape. */
public final class NodeMetrics implements AutoCloseable {

    /** One value of a gauge with labels. */
    public record Row(Tags labels, double value) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Supplier<Future<Void>>> readers = new ArrayList<>();
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public NodeMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** A gauge whose rows come and go. */
    public void gauge(String name, String meaning, Supplier<Future<List<Row>>> rows) {
        MultiGauge gauge = MultiGauge.builder(name).description(meaning).register(registry);
        readers.add(() -> rows.get().map(now -> {
            gauge.register(now.stream().map(NodeMetrics::row).toList(), true);
            return null;
        }));
    }

    /** A count whose rows come and go; its name in the text ends in {@code _total}. */
    public void counter(String name, String meaning, Supplier<Future<List<Row>>> rows) {
        Map<Tags, AtomicReference<Double>> counts = new HashMap<>();
        readers.add(() -> rows.get().map(now -> {
            now.forEach(row -> counts.computeIfAbsent(row.labels(), labels -> count(name, meaning, labels))
                    .set(row.value()));
            Set<Tags> there = now.stream().map(Row::labels).collect(Collectors.toSet());
            List<Tags> gone = counts.keySet().stream()
                    .filter(tags -> !there.contains(tags))
                    .toList();
            gone.forEach(tags -> {
                counts.remove(tags);
                registry.find(name).tags(tags).functionCounters().forEach(registry::remove);
            });
            return null;
        }));
    }

    private AtomicReference<Double> count(String name, String meaning, Tags labels) {
        AtomicReference<Double> value = new AtomicReference<>(0.0);
        FunctionCounter.builder(name, value, AtomicReference::get)
                .description(meaning)
                .tags(labels)
                .register(registry);
        return value;
    }

    /** Prometheus text, all rows as of now. A reader that fails leaves its rows as they were. */
    Future<String> scrape() {
        List<Future<Void>> reads = readers.stream().map(Supplier::get).toList();
        return Future.join(reads).transform(read -> Future.succeededFuture(registry.scrape()));
    }

    /** What the guard knows, as of each scrape. */
    void trust(Guard guard) {
        new TrustMetrics(guard).addTo(this);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private static MultiGauge.Row<?> row(Row row) {
        return MultiGauge.Row.of(row.labels(), row.value());
    }
}
