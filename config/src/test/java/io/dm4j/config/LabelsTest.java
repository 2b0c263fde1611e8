package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    private static final String WORKER = "worker-addr = \"w1:8262\"\njoin = \"m1:8261\"\n";
    private static final String SOURCE = "source-id: s1\nfrom: {host: db, user: dm}\n";

    @Test
    void aWorkerHasThemInATable() {
        WorkerConfig worker = WorkerFile.parse(
                        "w.toml", WORKER + "[labels]\nzone = \"a\"\n\"disk.kind\" = \"ssd\"\n", Map.of())
                .value();

        assertThat(worker.labels()).isEqualTo(new Labels(Map.of("zone", "a", "disk.kind", "ssd")));
        assertThat(worker.labels()).hasToString("disk.kind=ssd, zone=a");
        assertThat(ConfigText.of(worker)).contains("[labels]\n", "zone = \"a\"\n");
    }

    @Test
    void anEmbeddersWorkerToo() {
        JsonObject json = new JsonObject()
                .put("worker-addr", "w1:1")
                .put("join", "m1:1")
                .put("labels", new JsonObject().put("zone", "a"));

        assertThat(WorkerFile.from(json).value().labels()).hasToString("zone=a");
    }

    @Test
    void aSourceWantsThemOfItsWorker() {
        String file = SOURCE + "placement:\n  zone: a\n";

        assertThat(SourceFile.parse("s.yaml", file).value().placement()).hasToString("zone=a");
        assertThat(SourceFile.placement("s.yaml", file)).hasToString("zone=a");
        assertThat(SourceFile.placement("s.yaml", SOURCE)).isEqualTo(Labels.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zone: ''", "zone: [a]", "'': a", "zone: a b", "zo ne: a", "zone:"})
    void refusesWhatIsNoLabel(String label) {
        assertThatThrownBy(() -> SourceFile.parse("s.yaml", SOURCE + "placement:\n  " + label + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("s.yaml:4: placement");
    }

    @Test
    void includeWhatIsWantedWithTheSameValue() {
        Labels worker = new Labels(Map.of("zone", "a", "disk", "ssd"));

        assertThat(worker.include(Labels.NONE)).isTrue();
        assertThat(worker.include(new Labels(Map.of("zone", "a")))).isTrue();
        assertThat(worker.include(new Labels(Map.of("zone", "b")))).isFalse();
        assertThat(Labels.NONE.include(new Labels(Map.of("zone", "a")))).isFalse();
    }

    @Test
    void anotherPlacementIsMoreThanAnotherWayIn() {
        SourceConfig source = SourceFile.parse("s.yaml", SOURCE).value();
        SourceConfig placed =
                SourceFile.parse("s.yaml", SOURCE + "placement: {zone: a}\n").value();

        assertThat(source.differsInAccessOnly(placed)).isFalse();
    }
}
