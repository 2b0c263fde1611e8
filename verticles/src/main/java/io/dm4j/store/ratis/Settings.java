package io.dm4j.store.ratis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** What is not as Ratis has it by default, and why; its defaults are made for far larger groups and logs. */
final class Settings {

    /** Of one entry of the log; Ratis sends and reads none that is larger than its appender's buffer. */
    static final int LONGEST_ENTRY = 8 << 20;

    private static final int LONGEST_PIECE = 4 << 20;
    private static final Duration ELECTION_MIN = Duration.ofMillis(500);
    private static final Duration ELECTION_MAX = Duration.ofMillis(1000);
    private static final Duration ALONE_MIN = Duration.ofMillis(50);
    private static final Duration ALONE_MAX = Duration.ofMillis(100);
    private static final int SNAPSHOT_EVERY = 5000;

    private Settings() {}

    /** For a member that is alone in its group. */
    static RaftProperties alone(DataDir dataDir) {
        RaftProperties all = oneOfSeveral(dataDir);
        // Nobody else can win: a start that waits for no one. Later elections take the usual time, as others may have
        // joined.
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(all, time(ALONE_MIN));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(all, time(ALONE_MAX));
        return all;
    }

    static RaftProperties oneOfSeveral(DataDir dataDir) {
        RaftProperties all = new RaftProperties();
        RaftConfigKeys.Rpc.setType(all, new PeerTransport());
        places(all, dataDir);
        times(all);
        log(all);
        snapshots(all);
        // A list shall see what was acknowledged before it, also while leadership moves; the default answers from a
        // leader of old.
        RaftServerConfigKeys.Read.setOption(all, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
        return all;
    }

    private static void places(RaftProperties all, DataDir dataDir) {
        // Both lie under /tmp by default, where a reboot loses them.
        RaftServerConfigKeys.setStorageDir(all, List.of(dataDir.groups().toFile()));
        RaftServerConfigKeys.setRemovedGroupsDir(all, dataDir.leftGroups().toFile());
    }

    private static void times(RaftProperties all) {
        // 150 to 300 ms by default: a small machine under load would elect and elect.
        RaftServerConfigKeys.Rpc.setTimeoutMin(all, time(ELECTION_MIN));
        RaftServerConfigKeys.Rpc.setTimeoutMax(all, time(ELECTION_MAX));
        // Three election timeouts by default: too short for a member that starts cold and needs an image first.
        RaftServerConfigKeys.setStagingTimeout(all, time(Duration.ofSeconds(20)));
        // A process that stood still for a minute would close itself, and stay closed. It may go on: who was deposed
        // meanwhile
        // cannot commit.
        RaftServerConfigKeys.setCloseThreshold(all, time(Duration.ofDays(365)));
        // By default a member that comes back is left alone for up to 5 s at a time after a few errors.
        RaftServerConfigKeys.Log.Appender.setRetryPolicy(all, "50ms,10, 500ms,1000000");
    }

    private static void log(RaftProperties all) {
        // A few writes a second do not need segments of 32 MB, nor 4 MB of zeros in front.
        RaftServerConfigKeys.Log.setSegmentSizeMax(all, SizeInBytes.valueOf("8MB"));
        RaftServerConfigKeys.Log.setPreallocatedSize(all, SizeInBytes.valueOf("1MB"));
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(all, SizeInBytes.valueOf(LONGEST_ENTRY));
        RaftServerConfigKeys.Log.setWriteBufferSize(all, SizeInBytes.valueOf(LONGEST_ENTRY + 1024));
        // What is damaged is refused, not read up to there. A last entry that ends with the file was never acknowledged
        // and is
        // left out in any case.
        RaftServerConfigKeys.Log.setCorruptionPolicy(all, RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION);
    }

    private static void snapshots(RaftProperties all) {
        // 16 MB by default: a piece travels as one message between masters, and ours are bounded.
        RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(all, SizeInBytes.valueOf(LONGEST_PIECE));
        // Off by default: the log would grow for ever.
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(all, true);
        RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(all, SNAPSHOT_EVERY);
        // All by default; two, so that one is whole while the next is made.
        RaftServerConfigKeys.Snapshot.setRetentionFileNum(all, 2);
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(all, true);
    }

    private static TimeDuration time(Duration duration) {
        return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
