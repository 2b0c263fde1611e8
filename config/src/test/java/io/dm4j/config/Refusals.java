package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a reader refuses, for tests. */
final class Refusals {
    private Refusals() {}

    static List<Problem> of(ThrowingCallable reading) {
        ConfigException refusal = catchThrowableOfType(ConfigException.class, reading);
        assertThat(refusal).as("nothing was refused").isNotNull();
        return refusal.problems();
    }

    /** The one problem that there must be. */
    static Problem one(ThrowingCallable reading) {
        List<Problem> problems = of(reading);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
