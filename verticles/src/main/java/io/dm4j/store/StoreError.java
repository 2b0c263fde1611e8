package io.dm4j.store;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What the metadata store refuses. */
public enum StoreError implements ErrorCode {
    LEASE_GONE(38501, ""),
    COMPACTED(38502, ""),
    CLOSED(38503, "Try again when the master runs."),
    CONFLICT(38504, "Look at the state and repeat the command."),
    NOT_LEADER(38505, "Send the command to the leading master."),
    TOO_LARGE(38506, "Make the task or source file smaller, or split the task."),
    FAILED(38507, "The log of the master has more; start the master again if it does not recover by itself."),
    DATA_DIR_UNUSABLE(38508, "Give this master's user the right to write there, or name another data-dir."),
    DATA_DIR_IN_USE(38509, "Stop the other master first, or give each its own data-dir."),
    DATA_DIR_OF_ANOTHER(
            38510, "Name the data-dir this master was started with before, or an empty one for a new cluster."),
    DATA_DAMAGED(
            38511,
            "Put data-dir back from a backup; or, where other masters run, remove this one with offline-member and"
                    + " join it afresh with an empty data-dir. Nothing was changed on disk."),
    FORMAT_UNKNOWN(38512, "Run the version of dm-master that wrote it, or a newer one. Nothing was changed on disk."),
    RATIS_MISSING(
            38513,
            "Put ratis-server and ratis-metrics-default on the class path; or, for a master that forgets with its"
                    + " process, give it no data-dir."),
    MEMBERS_UNCHANGED(
            38514,
            "Masters come and go one at a time, and while most of them run: look with list-member --master, and repeat"
                    + " the command."),
    LOG_UNWRITABLE(
            38515,
            "Make room on the disk, or mend it, and start this master again; what was acknowledged is there, and other"
                    + " masters go on meanwhile."),
    CLUSTER_ID_UNREADABLE(
            38516,
            "Write the name of the one directory under raft in data-dir into it, which is the id; or, if there is none"
                    + " yet, remove the file: this master has never served.");

    private final Meaning meaning;

    StoreError(int number, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.MASTER, ErrorScope.INTERNAL, ErrorLevel.HIGH, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
