package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
    @TempDir
    private Path directory;

    @Test
    void masterSampleWorks() throws Exception {
        Path file = Files.writeString(directory.resolve("dm-master.toml"), MasterFile.sample());

        MasterConfig config = MasterFile.read(file, Map.of()).value();

        assertThat(config.name()).isEqualTo("master1");
        assertThat(config.masterAddr()).isEqualTo(new Address("", 8261));
        assertThat(config.advertiseAddr()).isEqualTo(new Address("127.0.0.1", 8261));
    }

    @Test
    void masterSampleWorksWithTlsLinesUncommented() throws Exception {
        String text = MasterFile.sample().replace("# ssl-", "ssl-").replace("# cert-allowed", "cert-allowed");
        Path file = Files.writeString(directory.resolve("dm-master.toml"), text);

        SecurityConfig security = MasterFile.read(file, Map.of()).value().security();

        assertThat(security.ca()).isEqualTo(PemInput.file("/path/to/ca.pem"));
        assertThat(security.allowed())
                .isEqualTo(new AllowedCallers(List.of(
                        AllowedName.commonName("dm", Roles.EVERY),
                        AllowedName.alternative("uri:spiffe://prod/dm-master", Roles.EVERY))));
    }

    @Test
    void workerSampleWorks() throws Exception {
        Path file = Files.writeString(directory.resolve("dm-worker.toml"), WorkerFile.sample());

        WorkerConfig config = WorkerFile.read(file, Map.of()).value();

        assertThat(config.name()).isEqualTo("worker1");
        assertThat(config.join()).containsExactly(new Address("127.0.0.1", 8261));
    }

    @Test
    void sourceSampleWorks() {
        SourceConfig source =
                SourceFile.parse("source.yaml", SourceFile.sample()).value();

        assertThat(source.sourceId()).isEqualTo("mysql-01");
        assertThat(source.from().security()).isEqualTo(SecurityConfig.NONE);
    }

    @Test
    void taskSampleWorks() {
        TaskConfig task = TaskFile.parse("task.yaml", TaskFile.sample()).value();

        assertThat(task.sources()).containsExactly("mysql-01");
        assertThat(task.subtasks().get(0).routes())
                .isEqualTo(List.of(new RouteRule("rename-shop", "shop", "", "shop_copy", "")));
    }
}
