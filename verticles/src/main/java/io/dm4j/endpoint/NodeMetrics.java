package io.dm4j.endpoint;

import io.dm4j.tls.Callers;
import io.dm4j.tls.TlsStore;
import io.micrometer.core.instrument.Gauge;
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
import java.util.List;
import java.util.function.Supplier;

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

    /** Prometheus text, all rows as of now. A reader that fails leaves its rows as they were. */
    Future<String> scrape() {
        List<Future<Void>> reads = readers.stream().map(Supplier::get).toList();
        return Future.join(reads).transform(read -> Future.succeededFuture(registry.scrape()));
    }

    void tls(TlsStore store, Callers callers) {
        Gauge.builder("dm_tls_generation", () -> store.last().number())
                .description("number of the set of TLS files in use; grows with each change on disk")
                .register(registry);
        Gauge.builder(
                        "dm_tls_cert_not_after_seconds",
                        () -> store.last().notAfter().getEpochSecond())
                .description("when the own certificate runs out, seconds since 1970")
                .register(registry);
        Gauge.builder("dm_tls_reload_failed", () -> store.trouble().isPresent() ? 1 : 0)
                .description("1 while the files on disk do not serve and the last good set goes on")
                .register(registry);
        gauge("dm_tls_refused", "callers refused so far", () -> Future.succeededFuture(refused(callers)));
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private static List<Row> refused(Callers callers) {
        return callers.refused().entrySet().stream()
                .map(e -> new Row(Tags.of("reason", e.getKey()), e.getValue()))
                .toList();
    }

    private static MultiGauge.Row<?> row(Row row) {
        return MultiGauge.Row.of(row.labels(), row.value());
    }
}
