package io.dm4j.store.ratis;

import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;

/**
 * A member's place in a cluster's group, and on disk.
 *
 * @param clusterId a UUID; the group's id, so that a directory of another cluster is never taken for this one's
 * @param name the member's; unique in the cluster, and the same for the directory's whole life
 * @param dataDir {@code data-dir}; made if it is not there
 */
public record Seat(String clusterId, String name, Path dataDir) {

    public Seat {
        UUID.fromString(clusterId);
        Objects.requireNonNull(name);
        dataDir = dataDir.toAbsolutePath().normalize();
    }
}
