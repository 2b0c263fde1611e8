package io.dm4j.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masters come and go while operators write and a task runs. */
class MasterGrowthTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void oneMasterGrowsToThreeAndTheFirstOneLeaves(@TempDir Path directory) {
        try (MastersUnderLoad load = MastersUnderLoad.of(directory, MasterGrowthTest::theFirstAlone)) {
            MasterGroup masters = load.masters();
            load.during(() -> {
                masters.start("master-2");
                masters.start("master-3");
                masters.awaitAlive(3);

                assertThat(load.dmctl("offline-member", "--master", "--name", "master-1")
                                .toString())
                        .contains("38522", "operate-leader evict");
                load.succeeds("operate-leader", "evict");
                Await.until(SOON, "another leads", () -> !masters.leader().equals("master-1"));
                load.succeeds("offline-member", "--master", "--name", "master-1");
                masters.end("master-1");

                masters.awaitAlive(2);
            });
        }
    }

    private static void theFirstAlone(MasterGroup masters) {
        masters.writeFirstAndNewcomers();
        masters.start("master-1");
    }
}
