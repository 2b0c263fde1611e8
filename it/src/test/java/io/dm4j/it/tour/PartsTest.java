package io.dm4j.it.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.client.Build;
import io.dm4j.config.MasterFile;
import io.dm4j.config.WorkerFile;
import io.dm4j.it.process.Answer;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Ports;
import io.dm4j.it.process.Scripts;
import io.dm4j.part.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of master and worker as somebody meets them who has not started anything yet; and CI's. */
class PartsTest {
    private static final Scripts SCRIPTS = Scripts.here();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"dm-master", "dm-worker", "dmctl"})
    void tellsWhichBuildItIs(String part) {
        Answer answer = SCRIPTS.run(part, "-V");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output()).isEqualTo(Build.ours().text());
        assertThat(answer.errors()).isEmpty();
    }

    @Test
    void printsASampleFileOfTheMaster() {
        assertPrints(SCRIPTS.run("dm-master", "--print-sample-config"), MasterFile.sample());
    }

    @Test
    void printsASampleFileOfTheWorker() {
        assertPrints(SCRIPTS.run("dm-worker", "--print-sample-config"), WorkerFile.sample());
    }

    @Test
    void namesEveryProblemOfAMastersFile() throws IOException {
        Path file = write(
                """
                name = "m1"
                master-adr = "127.0.0.1:8261"
                log-level = "loud"
                """);

        Answer answer = SCRIPTS.run("dm-master", "--config", file.toString());

        assertRefused(answer, file + ":2: master-adr: ", "master-addr", file + ":3: log-level: ");
    }

    @Test
    void namesEveryProblemOfAWorkersFile() throws IOException {
        Path file = write(
                """
                name = "w1"
                worker-addr = "127.0.0.1"
                max-sources = -1
                joins = "127.0.0.1:8261"
                """);

        Answer answer = SCRIPTS.run("dm-worker", "--config", file.toString());

        assertRefused(answer, file + ":2: worker-addr: ", file + ":3: max-sources: ", file + ":4: joins: ", "join");
    }

    @Test
    void aMasterStartsFromTheClassesThatAnEarlierOneLeft() throws IOException {
        Path target = SCRIPTS.directory().resolve("verticles/target");
        Path archive = target.resolve("io.dm4j.verticles.MasterMain.jsa");
        assumeTrue(isNewer(archive, target.resolve("lib")), "no master of this build has been up for long enough");

        try (ChildProcess master = SCRIPTS.start(
                "dm-master",
                directory.resolve("master.out"),
                "--name=m1",
                "--master-addr=127.0.0.1:" + Ports.free(),
                "--data-dir=" + directory.resolve("data"))) {
            Await.until(Size.asked().bound(), "the archive is mapped", () -> maps(master)
                    .contains(archive.toString()));
        }
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }

    /** The files in a process's memory, by Linux. */
    private static String maps(ChildProcess process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "maps"));
        } catch (IOException e) {
            throw new UncheckedIOException(process.tail(10), e);
        }
    }

    @Test
    void ciRunsTheReadmesTestCommand() throws IOException {
        String script = Files.readString(SCRIPTS.directory().resolve(".ci/run"));
        Readme commands = Readme.of(SCRIPTS.directory().resolve("README.md")).chapter("Two commands");

        String tests = commands.blocks()
                .get(0)
                .text()
                .lines()
                .filter(line -> line.startsWith("mvn "))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\s+#.*", "");

        assertThat(tests).isEqualTo("mvn verify");
        assertThat(script).containsPattern("(?m)^exec mvn (-\\S+ )*verify$");
    }

    private static void assertPrints(Answer answer, String text) {
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output()).isEqualTo(text);
        assertThat(answer.errors()).isEmpty();
    }

    private static void assertRefused(Answer answer, String... words) {
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.output()).isEmpty();
        assertThat(answer.errors()).contains(words).doesNotContain("\tat ");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("part.toml"), text);
    }
}
