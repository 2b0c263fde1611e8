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
    STILL_ALIVE(24505, "Please end the named connections on the target, or grant the account PROCESS."),
    STILL_FOLLOWED(
            24506,
            "Pause the task first: `dmctl pause-task TASK -s SOURCE`; and resume it when the structure is changed."),
    NOT_BEGUN(
            24507,
            "Start the task: it keeps structures once it follows the source, and stops by itself where it needs another"
                    + " one."),
    STRUCTURE_REFUSED(
            24508,
            "Write the statement so that the target can make this table, with character sets, collations and types that it"
                    + " knows; or take the structure --from-source or --from-target.");

    private final Meaning meaning;

    ProgressError(int number, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.CHECKPOINT, ErrorScope.DOWNSTREAM, ErrorLevel.HIGH, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
