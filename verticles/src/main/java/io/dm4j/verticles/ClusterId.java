package io.dm4j.verticles;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;

/** The id of the group that keeps the metadata in a data directory; outlives the process. */
final class ClusterId {
    private static final String FILE = "cluster-id";

    private ClusterId() {}

    /** @param first asked for the id of a directory that has none yet */
    static Future<String> in(Vertx vertx, String dataDir, Supplier<Future<String>> first) {
        String file = Path.of(dataDir, FILE).toString();
        return vertx.fileSystem()
                .exists(file)
                .compose(there ->
                        there ? read(vertx, file) : first.get().compose(id -> write(vertx, dataDir, file, id)));
    }

    private static Future<String> read(Vertx vertx, String file) {
        return vertx.fileSystem()
                .readFile(file)
                .map(bytes -> UUID.fromString(bytes.toString().strip()).toString());
    }

    private static Future<String> write(Vertx vertx, String dataDir, String file, String id) {
        return vertx.fileSystem()
                .mkdirs(dataDir)
                .compose(made -> vertx.fileSystem().writeFile(file, Buffer.buffer(id + "\n")))
                .map(id);
    }
}
