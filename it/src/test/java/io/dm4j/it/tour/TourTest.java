package io.dm4j.it.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.it.process.Scripts;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.it.server.TestServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's tour, taken from the README and walked with the real scripts between a real MySQL and a real MariaDB. */
class TourTest {
    private static final long SEED = 11;
    private static final int ROWS = 3000;
    private static final int WRITES_PER_SECOND = 20;

    @TempDir
    Path directory;

    @Test
    void theToursFilesAndCommandsDoWhatItSays() throws Exception {
        assumeTrue(TestServers.mysqlAvailable(), "MySQL cannot run here");
        Readme tour = Readme.of(Scripts.here().directory().resolve("README.md")).chapter("The tour");
        try (Walk walk = new Walk(directory)) {
            walk.follow(tour.step(1));
            walk.startDatabases();
            Sample shop = new Sample(walk.upstream(), "shop", ROWS, SEED);
            shop.create();
            shop.fill();

            walk.follow(tour.step(2));
            walk.follow(tour.step(3));
            walk.follow(tour.step(4));
            try (Writer application = Writer.start(shop, SEED, WRITES_PER_SECOND)) {
                walk.follow(tour.step(5));
                walk.follow(tour.step(6));
                walk.replaceTheAuthority();
                application.stop();
            }
            walk.awaitCaughtUp();
            walk.follow(tour.step(7));

            assertEqual(walk, shop);
        }
    }

    private static void assertEqual(Walk walk, Sample shop) {
        List<Comparison.Outcome> outcomes =
                new Comparison(walk.upstream(), walk.downstream()).schemas("shop", "shop_copy");
        assertThat(outcomes).hasSameSizeAs(shop.tables()).allSatisfy(outcome -> assertThat(outcome.difference())
                .as(outcome.table())
                .isEmpty());
    }
}
