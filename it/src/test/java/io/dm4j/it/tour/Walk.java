package io.dm4j.it.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Ports;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import io.dm4j.pki.AuthorityDirectory;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mysqlclient.MySQLException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Somebody who follows the tour to the letter on this machine. Of the text only addresses, ports, paths and the password
 * become others.
 */
final class Walk implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final int UNKNOWN_THREAD = 1094;
    private static final String PASSWORD = "walked-by-a-test";

    private final Path directory;
    private final AuthorityDirectory authority;
    private final PemFiles dm;
    private final PemFiles source;
    private final PemFiles target;
    private final Shell shell;
    private final Map<String, String> here = new LinkedHashMap<>();
    private DatabaseServer upstream;
    private DatabaseServer downstream;

    Walk(Path directory) {
        Path tls = directory.resolve("dm-tls");
        this.directory = directory;
        this.authority = new AuthorityDirectory(tls.resolve("ca"));
        this.dm = PemFiles.named(tls, "dm");
        this.source = PemFiles.named(tls.resolve("source"), "source-db");
        this.target = PemFiles.named(tls.resolve("target"), "target-db");
        shell = new Shell(directory);
        here.put("bin/", Scripts.here().directory().resolve("bin") + "/");
        here.put("/etc/dm", tls.toString());
        here.put("8261", String.valueOf(Ports.free()));
        here.put("8262", String.valueOf(Ports.free()));
        here.put("secret", PASSWORD);
    }

    /** With the certificates of the first step in their configuration. */
    void startDatabases() {
        upstream = TestServers.mysql(
                directory.resolve("source"), ServerOptions.tls(source).requiringTls());
        downstream = TestServers.mariadb(
                directory.resolve("target"), ServerOptions.tls(target).requiringTls());
        here.put("3306", String.valueOf(upstream.port()));
        here.put("3307", String.valueOf(downstream.port()));
    }

    DatabaseServer upstream() {
        return upstream;
    }

    DatabaseServer downstream() {
        return downstream;
    }

    /** Does what the blocks say, in their order. */
    void follow(Readme step) throws IOException {
        for (Readme.Block block : step.blocks()) {
            String text = localized(block.text());
            switch (block.kind()) {
                case "sql" -> statements(block.title(), text);
                case "bash" -> text.lines().forEach(this::line);
                default -> Files.writeString(directory.resolve(block.title()), text);
            }
        }
    }

    /** New authority, certificates and keys for everybody, in the order of an orderly change; then all connections are cut. */
    void replaceTheAuthority() {
        CertificateAuthority old = authority.open();
        CertificateAuthority next = CertificateAuthority.create("next CA");
        everywhere(() -> all().forEach(files -> files.replaceTrust(old, next)));
        everywhere(() -> issue(next));
        everywhere(() -> all().forEach(files -> files.replaceTrust(next)));
        Stream.of(upstream, downstream).forEach(Walk::cut);
    }

    /** As the application's owner would: asks until the target has all that the source has now. */
    void awaitCaughtUp() {
        List<String> end = upstream.query("SHOW MASTER STATUS").get(0);
        String position = "(" + end.get(0) + ", " + end.get(1) + ")";
        Await.until(BOUND, "target has all up to " + position, () -> {
            Shell.Said said = shell.run("$DM query-status shop");
            return subtask(said.text())
                    .map(each -> each.getJsonObject("sync", new JsonObject()))
                    .filter(sync -> position.equals(sync.getString("syncerBinlog")) && sync.getBoolean("synced"))
                    .isPresent();
        });
    }

    private String localized(String text) {
        String localized = text;
        for (Map.Entry<String, String> each : here.entrySet()) {
            localized = localized.replace(each.getKey(), each.getValue());
        }
        return localized;
    }

    private void statements(String title, String text) {
        DatabaseServer server = title.equals("on the source") ? upstream : downstream;
        String[] statements = text.lines()
                .filter(line -> !line.startsWith("--"))
                .map(line -> line.replaceAll(";$", ""))
                .toArray(String[]::new);
        server.execute(statements);
    }

    private void line(String line) {
        if (line.matches("[A-Z]+=.*")) {
            shell.assign(line);
        } else if (line.endsWith(" &")) {
            shell.start(line.substring(0, line.length() - 2));
        } else if (line.contains("--watch")) {
            watch(line);
        } else if (line.endsWith("list-member")) {
            Await.until(BOUND, "the worker is there\n" + shell.tails(), () -> shows(shell.run(line), "\"free\""));
        } else {
            Shell.Said said = shell.run(line);
            assertThat(said.exitCode())
                    .as(line + "\n" + said.text() + shell.tails())
                    .isZero();
        }
    }

    private static boolean shows(Shell.Said said, String word) {
        return said.exitCode() == 0 && said.text().contains(word);
    }

    /** Looks on until the copy is over and replication has caught up, then types Ctrl-C. */
    private void watch(String line) {
        ChildProcess watch = shell.start(line);
        Predicate<JsonObject> caughtUp = subtask -> "Sync".equals(subtask.getString("unit"))
                && subtask.getJsonObject("sync", new JsonObject()).getBoolean("synced", false);
        Await.until(BOUND, "the watch shows that replication caught up", () -> {
            assertThat(watch.isAlive()).as(watch.tail(5)).isTrue();
            String tail = watch.tail(1);
            assertThat(tail).doesNotContain("\"Paused\"");
            return subtask(tail).filter(caughtUp).isPresent();
        });
        watch.terminate();
    }

    /** The only one of an answer, if the answer is whole and there is one. */
    private static Optional<JsonObject> subtask(String text) {
        try {
            JsonArray sources = new JsonObject(text).getJsonArray("sources", new JsonArray());
            return sources.stream()
                    .map(each -> ((JsonObject) each).getJsonArray("subTaskStatus"))
                    .flatMap(JsonArray::stream)
                    .map(JsonObject.class::cast)
                    .findFirst();
        } catch (DecodeException notWhole) {
            return Optional.empty();
        }
    }

    private void issue(CertificateAuthority by) {
        dm.replaceIdentity(by.issue(Leaf.named("dm")));
        source.replaceIdentity(by.issue(Leaf.named("source-db")));
        target.replaceIdentity(by.issue(Leaf.named("target-db")));
    }

    private void everywhere(Runnable change) {
        upstream.reloadCertificates(() -> downstream.reloadCertificates(change));
    }

    private static void cut(DatabaseServer server) {
        server.query("SELECT CAST(ID AS CHAR) FROM information_schema.PROCESSLIST WHERE USER = 'dm'")
                .forEach(row -> cut(server, row.get(0)));
    }

    private static void cut(DatabaseServer server, String connection) {
        try {
            server.execute("KILL " + connection);
        } catch (MySQLException e) {
            // It ended by itself in the meantime.
            assertThat(e.getErrorCode()).isEqualTo(UNKNOWN_THREAD);
        }
    }

    private List<PemFiles> all() {
        return List.of(dm, source, target);
    }

    @Override
    public void close() {
        shell.close();
        Stream.of(upstream, downstream).filter(Objects::nonNull).forEach(DatabaseServer::close);
    }
}
