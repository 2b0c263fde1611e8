package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ProcessError;
import io.dm4j.api.Stage;
import io.dm4j.api.TaskOp;
import io.dm4j.api.UnitType;
import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.it.server.TestServers;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Withdrawn means out, towards databases: a CA that is taken out of the worker's files ends open connections, in the middle
 * of whatever they do; given back, the task goes on by itself and nothing is lost.
 */
class WithdrawalTest {
    private static final Duration BOUND = Duration.ofSeconds(90);
    /** Two seconds, and the server's time to notice on a busy machine. */
    private static final Duration CLOSED = Duration.ofSeconds(5);

    private static final String USER = "dm";
    private static final String PASSWORD = "test-only-secret";
    private static final int CERTIFICATE_REFUSED = 10501;
    private static final int TRUST_WITHDRAWN = 10510;
    private static final int BINLOG_TLS_REFUSED = 36553;
    private static final long SEED = 11;
    private static final int ENOUGH_CHUNKS = 5;

    private static final CertificateAuthority SERVERS = CertificateAuthority.create("database CA");
    private static final CertificateAuthority OTHERS = CertificateAuthority.create("other CA");

    @TempDir
    static Path directory;

    private static DatabaseServer upstream;
    private static DatabaseServer downstream;
    private static PemFiles towardsSource;
    private static House house;
    private static Operator operator;

    @TempDir
    Path own;

    private PemFiles towardsTarget;
    private String schema;
    private SqlSession records;

    @BeforeAll
    static void open() {
        CompletableFuture<DatabaseServer> starting =
                CompletableFuture.supplyAsync(() -> start(TestServers.mysqlAvailable(), "upstream"));
        downstream = start(false, "downstream");
        upstream = starting.join();
        towardsSource = SERVERS.issue(Leaf.named("dm")).writeTo(directory.resolve("towards-source"));
        PemFiles cluster = CertificateAuthority.create("cluster CA")
                .issue(Leaf.named("dm"))
                .writeTo(directory.resolve("dm"));
        house = House.open(cluster, "dm");
        operator = new Operator(house.operator());
        Await.until(BOUND, "the source is bound", () -> takesTheSource());
    }

    private static boolean takesTheSource() {
        boolean bound = operator.create(source()).getSourcesList().stream()
                .anyMatch(taken -> !taken.getWorker().isEmpty());
        if (!bound) {
            operator.stop("shop-source");
        }
        return bound;
    }

    private static DatabaseServer start(boolean mysql, String name) {
        PemFiles files =
                SERVERS.issue(Leaf.named(name).forHosts("127.0.0.1")).writeTo(directory.resolve(name + "-tls"));
        ServerOptions options = ServerOptions.tls(files).requiringTls();
        DatabaseServer server = mysql
                ? TestServers.mysql(directory.resolve(name), options)
                : TestServers.mariadb(directory.resolve(name), options);
        server.createAccount(USER, PASSWORD, Access.CLIENT_CERTIFICATE);
        return server;
    }

    @AfterAll
    static void close() {
        house.close();
        upstream.close();
        downstream.close();
    }

    @BeforeEach
    void prepare() {
        towardsTarget = SERVERS.issue(Leaf.named("dm")).writeTo(own);
        schema = SharedServers.schema("withdrawal");
        records = downstream.session();
    }

    @AfterEach
    void stop() {
        operator.operate(TaskOp.Delete, schema);
        records.close();
    }

    @Test
    void aTargetsAuthorityWithdrawnInMidCopyEndsTheCopyUntilItIsGivenBack() {
        Sample sample = sample(40_000);
        operator.start(task());
        awaitChunks();

        towardsTarget.replaceTrust(OTHERS);
        awaitNoConnections(downstream);
        ProcessError error = awaitPaused();
        List<List<String>> before = finishedChunks();
        List<List<String>> left = records.query("SELECT seq FROM " + chunks() + " WHERE done = 0");
        towardsTarget.replaceTrust(SERVERS);
        awaitSync();

        assertThat(left).as("the copy was not over").isNotEmpty();
        assertDistrusted(error, downstream, towardsTarget);
        assertThat(finishedChunks()).hasSizeGreaterThan(before.size()).containsAll(before);
        assertSameRows(sample);
    }

    @Test
    void aSourcesAuthorityWithdrawnInMidCopyEndsTheCopyUntilItIsGivenBack() {
        Sample sample = sample(40_000);
        operator.start(task());
        awaitChunks();

        towardsSource.replaceTrust(OTHERS);
        ProcessError error;
        try {
            awaitNoConnections(upstream);
            error = awaitPaused();
        } finally {
            towardsSource.replaceTrust(SERVERS);
        }
        awaitSync();

        assertDistrusted(error, upstream, towardsSource);
        assertSameRows(sample);
    }

    @Test
    void authoritiesWithdrawnInMidSyncEndTheConnectionsUntilTheyAreGivenBack() {
        Sample sample = sample(300);
        try (Writer writer = Writer.start(sample, SEED, 50)) {
            operator.start(task());
            awaitSync();

            towardsSource.replaceTrust(OTHERS);
            ProcessError atSource;
            try {
                awaitNoConnections(upstream);
                atSource = awaitPaused();
            } finally {
                towardsSource.replaceTrust(SERVERS);
            }
            awaitSync();
            towardsTarget.replaceTrust(OTHERS);
            awaitNoConnections(downstream);
            ProcessError atTarget = awaitPaused();
            towardsTarget.replaceTrust(SERVERS);
            awaitSync();
            long before = writer.transactions();
            Await.until(BOUND, "50 transactions more", () -> writer.transactions() >= before + 50);

            assertDistrusted(atSource, upstream, towardsSource);
            assertDistrusted(atTarget, downstream, towardsTarget);
        }
        assertSameRows(sample);
    }

    @Test
    void anAuthorityThatIsOnlyAddedDisturbsNoCopy() {
        Sample sample = sample(8_000);
        operator.start(task());
        awaitChunks();
        List<List<String>> connections = connections(downstream);

        towardsTarget.replaceTrust(SERVERS, OTHERS);
        towardsSource.replaceTrust(SERVERS, OTHERS);
        int done = finishedChunks().size();
        Await.until(BOUND, "more chunks", () -> finishedChunks().size() > done + ENOUGH_CHUNKS);
        List<List<String>> later = connections(downstream);
        awaitSync();

        assertThat(later).containsAll(connections);
        assertSameRows(sample);
    }

    private Sample sample(long rows) {
        Sample sample = new Sample(upstream, schema, rows, SEED);
        sample.create();
        sample.fill();
        return sample;
    }

    private void awaitChunks() {
        Await.until(
                BOUND,
                "some chunks are done",
                () -> areCounted() && finishedChunks().size() >= ENOUGH_CHUNKS);
    }

    private boolean areCounted() {
        return !records.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'meta_" + schema
                        + "' AND TABLE_NAME = '" + schema + "_load_chunk'")
                .isEmpty();
    }

    private String chunks() {
        return "meta_" + schema + "." + schema + "_load_chunk";
    }

    private List<List<String>> finishedChunks() {
        return records.query("SELECT CAST(CONCAT_WS(' ', src_table, seq, attempts, row_count, done_at) AS CHAR) FROM "
                + chunks() + " WHERE done ORDER BY src_table, seq");
    }

    private static List<List<String>> connections(DatabaseServer server) {
        return server.query("SELECT CAST(ID AS CHAR) FROM information_schema.PROCESSLIST WHERE USER = '" + USER + "'");
    }

    private static void awaitNoConnections(DatabaseServer server) {
        Await.until(CLOSED, "no connection of " + USER + " is open", () -> connections(server)
                .isEmpty());
    }

    private ProcessError awaitPaused() {
        return Await.value(BOUND, schema + " is paused", () -> operator.paused(schema));
    }

    private void awaitSync() {
        Await.until(BOUND, schema + " follows", () -> operator.status(schema)
                .filter(status -> status.getStage() == Stage.Running && status.getUnit() == UnitType.Sync)
                .filter(status -> !status.getSync().getSyncerBinlog().isEmpty())
                .isPresent());
    }

    /** The first reason, or that of the attempt that followed it. */
    private static void assertDistrusted(ProcessError error, DatabaseServer server, PemFiles files) {
        assertThat(error.getErrCode())
                .as(error.getMessage())
                .isIn(TRUST_WITHDRAWN, CERTIFICATE_REFUSED, BINLOG_TLS_REFUSED);
        assertThat(error.getMessage())
                .contains("127.0.0.1:" + server.port())
                .contains(files.ca().toString())
                .doesNotContain(PASSWORD);
    }

    private void assertSameRows(Sample sample) {
        Await.until(BOUND, schema + " is synced", () -> operator.status(schema)
                .filter(status -> status.getSync().getSynced())
                .isPresent());
        assertThat(new Comparison(upstream, downstream).schemas(schema, schema + "_copy"))
                .hasSize(sample.tables().size())
                .allSatisfy(outcome ->
                        assertThat(outcome.difference()).as(outcome.table()).isEmpty());
    }

    private static String source() {
        return "source-id: shop-source\nfrom:\n" + database(upstream, towardsSource);
    }

    private String task() {
        return "name: " + schema + "\ntask-mode: all\nmeta-schema: meta_" + schema + "\ntarget-database:\n"
                + database(downstream, towardsTarget)
                + """
                mysql-instances:
                  - source-id: shop-source
                    block-allow-list: own
                    route-rules: [own]
                    mydumper-config-name: small-chunks
                block-allow-list:
                  own:
                    do-dbs: [%1$s]
                routes:
                  own:
                    schema-pattern: %1$s
                    target-schema: %1$s_copy
                mydumpers:
                  small-chunks:
                    threads: 2
                    rows: 200
                """
                        .formatted(schema);
    }

    private static String database(DatabaseServer server, PemFiles files) {
        return """
                  host: 127.0.0.1
                  port: %d
                  user: %s
                  password: %s
                  security:
                    ssl-ca: %s
                    ssl-cert: %s
                    ssl-key: %s
                """
                .formatted(server.port(), USER, PASSWORD, files.ca(), files.cert(), files.key());
    }
}
