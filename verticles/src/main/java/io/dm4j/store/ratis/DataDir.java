package io.dm4j.store.ratis;

import io.dm4j.error.DmException;
import io.dm4j.store.StoreError;
import io.dm4j.store.WholeFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.raftlog.segmented.LogSegment;
import org.apache.ratis.server.raftlog.segmented.LogSegmentPath;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.util.SizeInBytes;

/** What a member keeps on disk, and the questions whether it is this member's and whole. Blocks; one thread at a time. */
final class DataDir implements Closeable {
    private static final String MEMBER = "member";
    private static final String LOCK = "lock";
    /** A part of the log that is full: Ratis names it after its first and last entry. */
    private static final Pattern CLOSED_LOG = Pattern.compile("log_(\\d+)-(\\d+)");

    /** After its first entry, and the last one of a part that is full. */
    private static final Pattern ANY_LOG = Pattern.compile("log_(?:inprogress_)?(\\d+)(?:-\\d+)?");

    private final Seat seat;
    private FileChannel lock;

    DataDir(Seat seat) {
        this.seat = seat;
    }

    /** Where Ratis keeps its groups, one directory each. */
    Path groups() {
        return seat.dataDir().resolve("raft");
    }

    /** Where Ratis would put a group that this member has left. */
    Path leftGroups() {
        return seat.dataDir().resolve("raft-left");
    }

    /** Makes the directory if need be, and refuses one that cannot be written, is in use, is another's, or lacks its image. */
    void claim() {
        try {
            Files.createDirectories(groups());
            lock();
            refuseAnotherCluster();
            refuseAnotherMember();
            refuseGap();
        } catch (IOException e) {
            throw new DmException(StoreError.DATA_DIR_UNUSABLE, groups() + " cannot be written", e);
        }
    }

    /** The next may have it. The operating system does the same for a process that was killed. */
    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    /** What stopped the group from opening, in a word the operator can act on. */
    DmException refusal(Throwable failure) {
        Optional<DmException> coded = causes(failure)
                .filter(DmException.class::isInstance)
                .map(DmException.class::cast)
                .findFirst();
        if (coded.isPresent()) {
            return coded.get();
        }
        return firstDamagedLog()
                .map(file -> new DmException(StoreError.DATA_DAMAGED, file + " is damaged", failure))
                .orElseGet(() -> new DmException(
                        StoreError.DATA_DAMAGED, "the metadata in " + group() + " cannot be opened", failure));
    }

    private Path group() {
        return groups().resolve(seat.clusterId());
    }

    private Path log() {
        return group().resolve("current");
    }

    private Path images() {
        return group().resolve("sm");
    }

    private void lock() throws IOException {
        lock = FileChannel.open(groups().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw inUse(null);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(e);
        }
    }

    private DmException inUse(OverlappingFileLockException byThisProcess) {
        return new DmException(
                StoreError.DATA_DIR_IN_USE, seat.dataDir() + " is in use by another master", byThisProcess);
    }

    private void refuseAnotherCluster() throws IOException {
        try (Stream<Path> there = Files.list(groups())) {
            List<String> others = there.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(DataDir::isGroup)
                    .filter(id -> !id.equalsIgnoreCase(seat.clusterId()))
                    .toList();
            if (!others.isEmpty()) {
                throw new DmException(
                        StoreError.DATA_DIR_OF_ANOTHER,
                        groups() + " holds cluster " + others.get(0) + ", this master belongs to " + seat.clusterId());
            }
        }
    }

    private void refuseAnotherMember() throws IOException {
        Path file = groups().resolve(MEMBER);
        if (!Files.exists(file)) {
            WholeFile.write(file, (seat.name() + "\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        String owner = Files.readString(file).strip();
        if (!owner.equals(seat.name())) {
            throw new DmException(
                    StoreError.DATA_DIR_OF_ANOTHER,
                    groups() + " belongs to master " + owner + ", this one is " + seat.name());
        }
    }

    /** A log that begins after what the newest image holds: Ratis would open it, and then neither serve nor close. */
    private void refuseGap() throws IOException {
        OptionalLong logBegins = numbers(log(), ANY_LOG, 1).min();
        long imageEnds = numbers(images(), SimpleStateMachineStorage.SNAPSHOT_REGEX, 2)
                .max()
                .orElse(RaftLog.INVALID_LOG_INDEX);
        if (logBegins.isPresent() && logBegins.getAsLong() > imageEnds + 1) {
            throw new DmException(
                    StoreError.DATA_DAMAGED,
                    images() + " has no image that reaches up to where the log begins, entry " + logBegins.getAsLong());
        }
    }

    /** What stands in the names of files of a kind. */
    private static LongStream numbers(Path directory, Pattern kind, int group) throws IOException {
        if (!Files.isDirectory(directory)) {
            return LongStream.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return LongStream.of(
                    files.map(file -> kind.matcher(file.getFileName().toString()))
                            .filter(Matcher::matches)
                            .mapToLong(name -> Long.parseLong(name.group(group)))
                            .toArray());
        }
    }

    private static boolean isGroup(String name) {
        try {
            return UUID.fromString(name).toString().equalsIgnoreCase(name);
        } catch (IllegalArgumentException e) {
            // some other directory of the operator's
            return false;
        }
    }

    private Optional<Path> firstDamagedLog() {
        try (Stream<Path> files = Files.list(log())) {
            return files.sorted().filter(DataDir::isDamagedLog).findFirst();
        } catch (IOException e) {
            return Optional.of(log());
        }
    }

    private static boolean isDamagedLog(Path file) {
        LogSegmentPath segment = LogSegmentPath.matchLogSegment(file);
        if (segment == null) {
            return false;
        }
        try {
            int read = LogSegment.readSegmentFile(
                    file.toFile(),
                    segment.getStartEnd(),
                    SizeInBytes.valueOf(Settings.LONGEST_ENTRY),
                    RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION,
                    null,
                    null);
            Matcher closed = CLOSED_LOG.matcher(file.getFileName().toString());
            return closed.matches() && read != entries(closed);
        } catch (IOException | IllegalStateException e) {
            return true;
        }
    }

    private static long entries(Matcher closed) {
        return Long.parseLong(closed.group(2)) - Long.parseLong(closed.group(1)) + 1;
    }

    /** What began it. */
    static Throwable root(Throwable failure) {
        return causes(failure).reduce((outer, inner) -> inner).orElse(failure);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause);
    }
}
