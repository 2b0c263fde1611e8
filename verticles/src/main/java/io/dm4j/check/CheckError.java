package io.dm4j.check;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What a check cannot get past. */
public enum CheckError implements ErrorCode {
    WRONG_FLAVOR(26501, ErrorScope.UPSTREAM, "Correct `flavor` in the source file, or leave it out."),
    TIMED_OUT(26502, ErrorScope.NOT_SET, "Try again, or leave items out by `ignore-checking-items`.");

    private final Meaning meaning;

    CheckError(int number, ErrorScope scope, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.TASK_CHECK, scope, ErrorLevel.MEDIUM, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
