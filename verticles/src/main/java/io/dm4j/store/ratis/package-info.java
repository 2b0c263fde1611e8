/**
 * Turns the metadata store into a Raft group inside the masters' own processes (Apache Ratis): a transaction is a log entry, every
 * member applies the log to its {@link io.dm4j.store.Keyspace}, snapshots bound the log. All that is Ratis's stays in here.
 *
 * <p>On disk, under {@code data-dir/raft/<cluster id>}: {@code current/} is Ratis's log, {@code sm/snapshot.<term>_<index>} our
 * image of the keyspace. Log entries ({@link io.dm4j.store.ratis.Command}) and images ({@link io.dm4j.store.ratis.ImageFile})
 * each begin with a version.
 */
package io.dm4j.store.ratis;
