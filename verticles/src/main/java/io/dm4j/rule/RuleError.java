package io.dm4j.rule;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What can be wrong with a task's rules. */
public enum RuleError implements ErrorCode {
    BAD_PATTERN(20560, "Write the name out, end it with *, use ? and [a-z], or start with ~ for a regular expression."),
    AMBIGUOUS_ROUTE(20561, "Change the patterns of the two routes so that only one of them matches."),
    SHARED_SCHEMA(20562, "Do by hand on the target what is meant, then let the task start behind the statement.");

    private final Meaning meaning;

    RuleError(int number, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.CONFIG, ErrorScope.INTERNAL, ErrorLevel.HIGH, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
