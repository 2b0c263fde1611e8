package io.dm4j.it.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verticles in somebody else's application: two clusters in one JVM, all of it on one event loop, gone without a trace. */
class EmbeddingTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long LONGEST_ON_THE_LOOP_SECONDS = 2;
    private static final String SCHEMA = SharedServers.schema("embedded");

    @TempDir
    Path directory;

    private final AtomicInteger blocked = new AtomicInteger();
    private Vertx vertx;
    private PemFiles files;

    @BeforeEach
    void oneEventLoop() {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                .setMaxEventLoopExecuteTime(LONGEST_ON_THE_LOOP_SECONDS));
        ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(event -> blocked.incrementAndGet());
        files = CertificateAuthority.create("CA of the shop")
                .issue(Leaf.named("shop"))
                .writeTo(directory);
    }

    @AfterEach
    void end() throws Exception {
        await(vertx.close());
    }

    @Test
    void twoClustersInOneApplicationMigrateSideBySideAndAreUndeployedCleanly() throws Exception {
        SharedServers.mysql()
                .execute(
                        "CREATE DATABASE " + SCHEMA,
                        "CREATE TABLE " + SCHEMA + ".fruit (id INT PRIMARY KEY, name VARCHAR(20))",
                        "INSERT INTO " + SCHEMA + ".fruit VALUES (1, 'apple'), (2, 'pear')");
        Application one = new Application(configuration("one"));
        Application other = new Application(configuration("other"));
        String first = await(vertx.deployVerticle(one));
        await(vertx.deployVerticle(other));

        migrate(one, "one");
        migrate(other, "other");

        assertThat(page(one)).isEqualTo("fruit");
        assertThat(dmctl(other, "query-status").out()).contains("task_other").doesNotContain("task_one");

        long begun = System.nanoTime();
        await(vertx.undeploy(first));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(dmctl(one, "list-member").exitCode()).isNotZero();

        SharedServers.mysql().execute("INSERT INTO " + SCHEMA + ".fruit VALUES (3, 'plum')");
        Await.until(BOUND, "the other goes on", () -> rows("other").size() == 3);
        assertThat(rows("one")).hasSize(2);
        assertThat(blocked).as("times that somebody held the event loop").hasValue(0);
    }

    @Test
    void theReadmeShowsThisVeryApplication() throws Exception {
        Path root = Scripts.here().directory();
        String readme = Files.readString(root.resolve("verticles/README.md"));
        String source = Files.readString(root.resolve("it/src/main/java/io/dm4j/it/embed/Application.java"));

        String shown = readme.substring(readme.indexOf("```java\n") + "```java\n".length());
        shown = shown.substring(0, shown.indexOf("```"));

        assertThat(source.indent(-4)).contains(shown.strip());
    }

    private void migrate(Application application, String name) {
        Await.until(BOUND, "the worker is there", () -> dmctl(application, "list-member", "-w")
                .out()
                .contains("free"));
        String source = write(
                "source-" + name + ".yaml",
                "source-id: source-" + name + "\nfrom:\n" + database(SharedServers.mysql()));
        assertThat(dmctl(application, "operate-source", "create", source).exitCode())
                .isZero();
        String task = write(
                "task-" + name + ".yaml",
                """
                name: task_%1$s
                task-mode: all
                meta-schema: meta_%2$s_%1$s
                target-database:
                %3$s
                mysql-instances:
                  - source-id: source-%1$s
                    block-allow-list: fruit
                    route-rules: [renamed]
                block-allow-list:
                  fruit: {do-dbs: [%2$s]}
                routes:
                  renamed: {schema-pattern: %2$s, target-schema: %2$s_%1$s}
                """
                        .formatted(
                                name, SCHEMA, database(SharedServers.mariadb()).stripTrailing()));
        DmctlRun started = dmctl(application, "start-task", task);
        assertThat(started.exitCode()).as(started.toString()).isZero();
        Await.until(BOUND, "it has copied", () -> dmctl(application, "query-status", "task_" + name)
                .out()
                .contains("\"synced\": true"));
        assertThat(rows(name)).hasSize(2);
    }

    private List<List<String>> rows(String name) {
        return SharedServers.mariadb().query("SELECT name FROM " + SCHEMA + "_" + name + ".fruit");
    }

    private Path configuration(String name) throws Exception {
        JsonObject master = node("m-" + name)
                .put("master-addr", "127.0.0.1:0")
                .put("data-dir", directory.resolve(name).toString())
                .put("cert-allowed-cn", JsonArray.of("shop"));
        JsonObject worker = node("w-" + name).put("worker-addr", "127.0.0.1:0");
        JsonObject all =
                new JsonObject().put("master", master).put("worker", worker).put("port", 0);
        return Files.writeString(directory.resolve(name + ".json"), all.encodePrettily());
    }

    private JsonObject node(String name) {
        return new JsonObject()
                .put("name", name)
                .put("ssl-ca", files.ca().toString())
                .put("ssl-cert", files.cert().toString())
                .put("ssl-key", files.key().toString());
    }

    private static String database(DatabaseServer server) {
        return "  host: 127.0.0.1\n  port: " + server.port() + "\n  user: " + server.rootUser() + "\n  password: "
                + server.rootPassword() + "\n";
    }

    private String write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DmctlRun dmctl(Application application, String... command) {
        String[] line = Stream.concat(
                        Stream.of(
                                "--master-addr=" + application.masterAddress(),
                                "--ssl-ca=" + files.ca(),
                                "--ssl-cert=" + files.cert(),
                                "--ssl-key=" + files.key()),
                        Stream.of(command))
                .toArray(String[]::new);
        return DmctlRun.of(DmctlRun.Reader.SCRIPT, line);
    }

    private static String page(Application application) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port()))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(BOUND.toSeconds(), TimeUnit.SECONDS);
    }
}
