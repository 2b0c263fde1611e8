package io.dm4j.endpoint;

import io.dm4j.config.ConfigFile;
import io.dm4j.endpoint.NodeMetrics.Row;
import io.dm4j.tls.TlsInventory;
import io.dm4j.tls.TlsStatus;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What a node's TLS stands on, as metrics: a row for each use, those of the same use as one. */
final class TrustMetrics {
    private final Guard guard;

    TrustMetrics(Guard guard) {
        this.guard = guard;
    }

    void addTo(NodeMetrics metrics) {
        add(
                metrics,
                "dm_tls_generation",
                "number of the set of TLS files in use; grows with each change that was taken",
                () -> byUse(TlsStatus::generation, Math::max));
        add(
                metrics,
                "dm_tls_cert_not_after_seconds",
                "when the set runs out, seconds since 1970",
                () -> byUse(status -> status.notAfter().getEpochSecond(), Math::min));
        add(
                metrics,
                "dm_tls_reload_failed",
                "1 while the files on disk do not serve and the last good set goes on",
                () -> byUse(status -> status.trouble().isPresent() ? 1 : 0, Math::max));
        add(
                metrics,
                "dm_tls_seconds_since_look",
                "seconds since the files were looked at",
                () -> byUse(TrustMetrics::sinceLook, Math::max));
        add(
                metrics,
                "dm_tls_reloads",
                "sets of TLS files so far, by result: ok, or why one was not taken",
                this::reloads);
        add(metrics, "dm_tls_refused", "callers refused so far", this::refused);
        add(metrics, "dm_tls_handshakes", "TLS handshakes completed so far", this::handshakes);
        add(
                metrics,
                "dm_config_reload_failed",
                "1 while the configuration file cannot be used",
                () -> config(file -> file.status().trouble().isPresent() ? 1 : 0));
        add(
                metrics,
                "dm_config_needs_restart",
                "number of keys whose change on disk is not in effect",
                () -> config(file -> file.status().needsRestart().size()));
    }

    private static void add(NodeMetrics metrics, String name, String meaning, Supplier<List<Row>> rows) {
        metrics.gauge(name, meaning, () -> Future.succeededFuture(rows.get()));
    }

    private static double sinceLook(TlsStatus status) {
        return Duration.between(status.lastLook(), Instant.now()).toMillis() / 1000.0;
    }

    private List<Row> byUse(ToDoubleFunction<TlsStatus> value, BinaryOperator<Double> together) {
        Map<Tags, Double> rows = new LinkedHashMap<>();
        guard.inventory().lines().forEach(line -> rows.merge(use(line), value.applyAsDouble(line.status()), together));
        return rows(rows);
    }

    private List<Row> reloads() {
        Map<Tags, Double> rows = new LinkedHashMap<>();
        for (TlsInventory.Line line : guard.inventory().lines()) {
            rows.merge(use(line).and("result", "ok"), (double) line.status().reloads(), Double::sum);
            line.status()
                    .failedReloads()
                    .forEach((reason, count) ->
                            rows.merge(use(line).and("result", reason), (double) count, Double::sum));
        }
        return rows(rows);
    }

    private List<Row> refused() {
        List<Row> rows = new ArrayList<>();
        guard.ports().forEach(port -> port.callers()
                .refused()
                .forEach((reason, count) -> rows.add(new Row(Tags.of("use", port.use(), "reason", reason), count))));
        return rows;
    }

    private List<Row> handshakes() {
        return guard.ports().stream()
                .map(port -> new Row(Tags.of("use", port.use()), port.callers().handshakes()))
                .toList();
    }

    private List<Row> config(ToDoubleFunction<ConfigFile<?>> value) {
        return guard.file().map(file -> new Row(Tags.empty(), value.applyAsDouble(file))).stream()
                .toList();
    }

    private static Tags use(TlsInventory.Line line) {
        return Tags.of("use", line.use());
    }

    private static List<Row> rows(Map<Tags, Double> values) {
        return values.entrySet().stream()
                .map(e -> new Row(e.getKey(), e.getValue()))
                .toList();
    }
}
