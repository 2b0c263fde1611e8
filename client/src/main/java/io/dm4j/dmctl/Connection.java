package io.dm4j.dmctl;

import io.dm4j.config.DmctlConfig;
import java.util.Optional;

/** The cluster that commands are sent to: opened for the first, and kept for the next as long as they mean the same. */
final class Connection implements AutoCloseable {
    private record Open(DmctlConfig config, Cluster cluster) {}

    private Optional<Open> open = Optional.empty();

    Cluster to(DmctlConfig config) {
        if (open.filter(now -> now.config().equals(config)).isEmpty()) {
            close();
            open = Optional.of(new Open(config, Cluster.open(config)));
        }
        return open.orElseThrow().cluster();
    }

    @Override
    public void close() {
        Optional<Open> last = open;
        open = Optional.empty();
        last.ifPresent(was -> was.cluster().close());
    }
}
