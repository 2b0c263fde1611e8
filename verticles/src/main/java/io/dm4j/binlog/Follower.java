package io.dm4j.binlog;

import io.dm4j.config.SourceConfig;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Who we are in the upstream's list of replicas; the same at each start, so that a new connection ends the one before.
 *
 * @param name ASCII, at most 60 characters
 */
record Follower(long serverId, String uuid, String name) {
    private static final long FIRST_DERIVED = 0x80000000L;
    private static final int LONGEST_NAME = 60;

    /**
     * The follower for one reader of a source.
     *
     * @param reader tells apart those who follow the same source, as a rule the task's name. A {@code server-id} that the
     *     source sets is taken as it is: with MariaDB then only one reader can follow, as it ends others of the same id
     */
    static Follower of(SourceConfig source, String reader) {
        byte[] words = ("dm4j/" + source.sourceId() + "/" + reader).getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(words);
        long derived = FIRST_DERIVED + (sum.getValue() & 0x3FFFFFFFL);
        long serverId = source.serverId() != 0 ? source.serverId() : derived;
        return new Follower(serverId, UUID.nameUUIDFromBytes(words).toString(), name(source.sourceId() + "/" + reader));
    }

    private static String name(String words) {
        String ascii = "dm4j/" + words.replaceAll("[^A-Za-z0-9._/-]", "_");
        return ascii.substring(0, Math.min(LONGEST_NAME, ascii.length()));
    }
}
