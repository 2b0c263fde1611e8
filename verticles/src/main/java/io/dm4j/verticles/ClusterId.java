package io.dm4j.verticles;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.UUID;

/** The cluster's id, which outlives the process where there is a data directory: targets are marked with it. */
final class ClusterId {
    private static final String FILE = "cluster-id";

    private ClusterId() {}

    /** @param dataDir empty = a new id for each life */
    static Future<String> in(Vertx vertx, String dataDir) {
        String fresh = UUID.randomUUID().toString();
        if (dataDir.isEmpty()) {
            return Future.succeededFuture(fresh);
        }
        String file = Path.of(dataDir, FILE).toString();
        return vertx.fileSystem()
                .exists(file)
                .compose(there -> there ? read(vertx, file) : write(vertx, dataDir, file, fresh));
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
