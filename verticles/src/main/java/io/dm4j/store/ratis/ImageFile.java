package io.dm4j.store.ratis;

import io.dm4j.error.DmException;
import io.dm4j.store.Entry;
import io.dm4j.store.Keyspace;
import io.dm4j.store.StoreError;
import io.dm4j.store.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * An image of the keyspace on disk: {@code dm4jmeta}, one byte of version, the fields, and a CRC-32C of all before it. A change of
 * the fields is a new version, and all versions that were ever released stay readable. Values are as they were given: whoever gives
 * secrets seals them first. Blocks.
 */
final class ImageFile {
    static final byte VERSION = 1;

    private static final byte[] MAGIC = "dm4jmeta".getBytes(StandardCharsets.US_ASCII);

    private ImageFile() {}

    /** The file is there with all of the image, or it is not there. */
    static void write(Path file, Keyspace.Image image) throws IOException {
        WholeFile.write(file, bytes(image));
    }

    /** Refuses what is damaged or of a version that is not known, naming the file. */
    static Keyspace.Image read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < MAGIC.length + 1 || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw damaged(file, null);
        }
        byte version = bytes[MAGIC.length];
        if (version != VERSION) {
            throw new DmException(
                    StoreError.FORMAT_UNKNOWN,
                    file + " is an image of version " + version + ", this master reads " + VERSION);
        }
        return checked(file, bytes);
    }

    static byte[] bytes(Keyspace.Image image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeByte(VERSION);
            write(out, image);
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Keyspace.Image image) throws IOException {
        out.writeLong(image.revision());
        out.writeLong(image.lastLease());
        out.writeInt(image.leases().size());
        for (Map.Entry<Long, Duration> lease : new TreeMap<>(image.leases()).entrySet()) {
            out.writeLong(lease.getKey());
            out.writeLong(lease.getValue().toNanos());
        }
        out.writeInt(image.entries().size());
        for (Entry entry : image.entries()) {
            Text.write(out, entry.key());
            Text.write(out, entry.value());
            out.writeLong(entry.created());
            out.writeLong(entry.modified());
            out.writeLong(entry.lease());
        }
        out.flush();
    }

    private static Keyspace.Image checked(Path file, byte[] bytes) {
        int end = bytes.length - Long.BYTES;
        if (end <= MAGIC.length || ByteBuffer.wrap(bytes).getLong(end) != checksum(bytes, end)) {
            throw damaged(file, null);
        }
        int start = MAGIC.length + 1;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, start, end - start))) {
            return read(in);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static Keyspace.Image read(DataInputStream in) throws IOException {
        long revision = in.readLong();
        long lastLease = in.readLong();
        Map<Long, Duration> leases = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            leases.put(in.readLong(), Duration.ofNanos(in.readLong()));
        }
        List<Entry> entries = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            entries.add(new Entry(Text.read(in), Text.read(in), in.readLong(), in.readLong(), in.readLong()));
        }
        return new Keyspace.Image(revision, lastLease, leases, entries);
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }

    private static DmException damaged(Path file, IOException cause) {
        return new DmException(StoreError.DATA_DAMAGED, file + " is not a whole image of the metadata", cause);
    }
}
