package io.dm4j.progress;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What can go wrong with a task's progress records. */
public enum ProgressError implements ErrorCode {
    FENCED(24501, "None: another worker has taken over this source."),
    OTHER_CLUSTER(24502, "Please give the task another name or another meta-schema."),
    OTHER_VERSION(24503, "Please run the version of dm4j that wrote them, or start the task with --remove-meta."),
    NAME_TOO_LONG(24504, "Please give the task a shorter name."),
    STILL_ALIVE(24505, "Please end the named connections on the target, or grant the account PROCESS.");

    private final Meaning meaning;

    ProgressError(int number, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.CHECKPOINT, ErrorScope.DOWNSTREAM, ErrorLevel.HIGH, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
