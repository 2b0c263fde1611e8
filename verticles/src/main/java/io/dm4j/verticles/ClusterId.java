package io.dm4j.verticles;

import io.dm4j.error.DmException;
import io.dm4j.store.StoreError;
import io.dm4j.store.WholeFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The id of the group that keeps the metadata in a data directory; outlives the process, and a cut of the power. */
final class ClusterId {
    private static final String FILE = "cluster-id";
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private ClusterId() {}

    /**
     * {@link StoreError#CLUSTER_ID_UNREADABLE} names a file that holds no id, and leaves it as it is.
     *
     * @param first asked for the id of a directory that has none yet
     */
    static Future<String> in(Vertx vertx, String dataDir, Supplier<Future<String>> first) {
        Path file = Path.of(dataDir, FILE);
        return vertx.executeBlocking(() -> read(file), false).compose(known -> known.map(Future::succeededFuture)
                .orElseGet(() -> first.get().compose(id -> vertx.executeBlocking(() -> write(file, id), false))));
    }

    private static Optional<String> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw new DmException(StoreError.DATA_DIR_UNUSABLE, file + " cannot be read", e);
        }
        if (!UUID.matcher(text).matches()) {
            throw new DmException(
                    StoreError.CLUSTER_ID_UNREADABLE, file + " does not hold the id of a cluster, a UUID");
        }
        return Optional.of(text.toLowerCase(Locale.ROOT));
    }

    private static String write(Path file, String id) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, (id + "\n").getBytes(StandardCharsets.US_ASCII));
            return id;
        } catch (IOException e) {
            throw new DmException(StoreError.DATA_DIR_UNUSABLE, file + " cannot be written", e);
        }
    }
}
