package io.dm4j.dmctl;

import io.dm4j.config.Address;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A master in plain text on a free port, and dmctl run against it. */
abstract class MasterFixture {
    final FakeMaster master = new FakeMaster();

    private final Vertx vertx = Vertx.vertx();
    private Address address;

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        address = await(vertx.createHttpServer()
                .requestHandler(master.grpc(vertx))
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort)
                .map(port -> new Address("127.0.0.1", port)));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    CommandRun script(String... args) {
        return CommandRun.ofScript(environment(), args);
    }

    CommandRun person(String... args) {
        return CommandRun.ofPerson(environment(), args);
    }

    Map<String, String> environment() {
        return Map.of("DM_MASTER_ADDR", address.toString());
    }

    /** The path of a file with this text. */
    String file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String sourceFile(String name, String sourceId) {
        return file(name, "source-id: " + sourceId + "\nfrom:\n  host: 127.0.0.1\n  port: 3306\n  user: dm\n");
    }

    String taskFile(String task) {
        return taskFile(task, "all");
    }

    String taskFile(String task, String mode) {
        return file(
                task + ".yaml",
                """
                name: %s
                task-mode: %s
                online-ddl: false
                target-database:
                  host: 127.0.0.1
                  port: 3307
                  user: dm
                mysql-instances:
                  - source-id: mysql-01
                """
                        .formatted(task, mode));
    }

    static String golden(String name) {
        try (var stream = MasterFixture.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
