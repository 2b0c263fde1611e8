package io.dm4j.worker;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What a worker refuses or cannot do. */
public enum WorkerError implements ErrorCode {
    NO_SOURCE(40070, ErrorLevel.HIGH, "Wait until the master has bound a source to this worker; see list-member."),
    SUBTASK_CONFIG_MISSING(40073, ErrorLevel.HIGH, "Stop the task and start it again."),
    CANNOT_JOIN(40077, ErrorLevel.HIGH, "Check `join`, that the masters run, and the certificates of both sides."),
    UNIT_BROKEN(40501, ErrorLevel.HIGH, "The log of the worker has more. Resume the task to try again."),
    FENCED(40502, ErrorLevel.MEDIUM, ""),
    MASTERS_SET_BACK(
            40503,
            ErrorLevel.HIGH,
            "Put the masters' data-dir back from before; or, if they are to go on with what they know now, start this"
                    + " worker again.");

    private final Meaning meaning;

    WorkerError(int number, ErrorLevel level, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.WORKER, ErrorScope.INTERNAL, level, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
