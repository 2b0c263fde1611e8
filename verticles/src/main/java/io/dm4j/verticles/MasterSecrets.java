package io.dm4j.verticles;

import io.dm4j.config.MasterConfig;
import io.dm4j.error.DmException;
import io.dm4j.secret.SecretError;
import io.dm4j.secret.SecretKey;
import io.dm4j.secret.SecretKeyFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Where a master's key comes from: the file that was named, the one in its data directory, or, if it remembers nothing, nowhere. */
final class MasterSecrets {
    private static final String FILE = "secret.key";

    private MasterSecrets() {}

    static Future<SecretKey> key(Vertx vertx, MasterConfig config) {
        return vertx.executeBlocking(() -> key(config), false);
    }

    private static SecretKey key(MasterConfig config) {
        if (!config.secretKeyPath().isEmpty()) {
            return SecretKeyFile.read(Path.of(config.secretKeyPath()));
        }
        if (config.dataDir().isEmpty()) {
            return SecretKey.random();
        }
        if (config.initialCluster().size() > 1 || !config.join().isEmpty()) {
            throw new DmException(
                    SecretError.KEY_UNUSABLE,
                    "one of several masters needs the key file of all of them, none is named");
        }
        return SecretKeyFile.readOrCreate(Path.of(config.dataDir(), FILE));
    }
}
