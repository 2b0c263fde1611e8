package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.TaskOp;
import io.dm4j.config.LogConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a master writes of who changed what, in a file of its own. */
class AuditTest {
    @TempDir
    private Path directory;

    private final LoggerContext logging = LoggerContext.getContext(false);
    private TestCluster cluster;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        file = directory.resolve("audit.log");
        cluster = new TestCluster();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
        logging.reconfigure();
    }

    @Test
    void writesEveryCallThatChangesSomething() throws Exception {
        log(LogConfig.Format.TEXT);

        cluster.startSource();
        cluster.startTask();
        cluster.operate(TaskOp.Pause);

        List<String> lines = lines(3);
        assertThat(lines.get(0))
                .contains("[INFO]", "[audit] [address=127.0.0.1:")
                .contains("[object=\"source s1\"] [result=ok] [verb=\"OperateSource StartSource\"]");
        assertThat(lines.get(1)).contains("[object=\"task t1\"]", "[verb=StartTask]");
        assertThat(lines.get(2)).contains("[object=\"task t1\"]", "[verb=\"OperateTask Pause\"]");
    }

    @Test
    void writesWhyACallChangedNothing() throws Exception {
        log(LogConfig.Format.TEXT);
        cluster.startSource();

        cluster.startSource();

        assertThat(lines(2).get(1)).contains("[result=\"failed: ", "code=46007");
    }

    @Test
    void doesNotWriteWhoOnlyLooks() throws Exception {
        log(LogConfig.Format.TEXT);

        TestCluster.await(cluster.client().listMember(ListMemberRequest.getDefaultInstance()));
        cluster.status();
        cluster.startSource();

        assertThat(lines(1)).singleElement().asString().contains("OperateSource");
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingOfTheFilesInIt(LogConfig.Format format) throws Exception {
        log(format);

        cluster.startSource();
        cluster.startTask();

        assertThat(String.join("\n", lines(2))).doesNotContain("3306", "root", "user");
    }

    @Test
    void canBeReadAsJson() throws Exception {
        log(LogConfig.Format.JSON);

        cluster.startSource();

        assertThat(lines(1))
                .singleElement()
                .asString()
                .startsWith("{\"level\":\"INFO\"")
                .contains("\"verb\":\"OperateSource StartSource\"", "\"object\":\"source s1\"", "\"result\":\"ok\"");
    }

    /** The audit is complete whatever the level of the rest. */
    private void log(LogConfig.Format format) {
        LogSetup.apply(new LogConfig("error", directory.resolve("node.log").toString(), file.toString(), format));
    }

    private List<String> lines(int atLeast) throws Exception {
        until(atLeast + " lines", () -> read().size() >= atLeast);
        return read();
    }

    private List<String> read() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
