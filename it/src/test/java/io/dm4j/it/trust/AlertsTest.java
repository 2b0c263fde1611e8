package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The alert rules that we ship ask for nothing that a node does not tell. */
class AlertsTest {
    private static final Pattern METRIC = Pattern.compile("dm_[a-z_]+");

    @TempDir
    private Path directory;

    @Test
    void everyMetricOfTheRulesIsInAScrapeOfEachNode() throws IOException {
        TreeSet<String> asked = new TreeSet<>();
        rules().forEach(rule ->
                METRIC.matcher((String) rule.get("expr")).results().forEach(found -> asked.add(found.group())));

        assertThat(asked)
                .containsExactly(
                        "dm_config_reload_failed",
                        "dm_tls_cert_not_after_seconds",
                        "dm_tls_refused",
                        "dm_tls_reload_failed",
                        "dm_tls_seconds_since_look");
        try (Nodes nodes = new Nodes(directory)) {
            for (int port : List.of(nodes.masterPort(), nodes.workerPort())) {
                String scrape = nodes.as("monitor")
                        .get(port, Version.HTTP_2, "/metrics")
                        .body();
                assertThat(asked).allSatisfy(metric -> assertThat(scrape).containsPattern("(?m)^" + metric + "[ {]"));
                assertThat(scrape)
                        .contains("dm_tls_cert_not_after_seconds{use=\"port\"}")
                        .contains("dm_tls_reloads{result=\"ok\",use=\"port\"} 0.0")
                        .contains("dm_tls_generation{use=\"port\"} 1.0")
                        .containsPattern("dm_tls_handshakes\\{use=\"port\"\\} [1-9]");
            }
        }
    }

    @Test
    void warnThirtySevenAndOneDayBeforeTheEndAndWhenAReloadFails() throws IOException {
        assertThat(rules().map(rule -> (String) rule.get("alert")))
                .contains(
                        "DmCertificateEndsIn30Days",
                        "DmCertificateEndsIn7Days",
                        "DmCertificateEndsIn1Day",
                        "DmReloadFails");
        assertThat(rules()).allSatisfy(rule -> assertThat(rule).containsKeys("expr", "for", "labels", "annotations"));
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> rules() throws IOException {
        try (InputStream in = AlertsTest.class.getResourceAsStream("/io/dm4j/alerts.yaml")) {
            Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            List<Map<String, Object>> groups = (List<Map<String, Object>>) file.get("groups");
            return groups.stream().flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream());
        }
    }
}
