package io.dm4j.config;

import java.util.Arrays;

/** A password or key that never prints itself. */
public final class Secret {
    /** What stands for a secret wherever one would be shown. */
    public static final String HIDDEN = "******";

    public static final Secret NONE = new Secret("");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return value.isEmpty() ? NONE : new Secret(value);
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The clear text; the one who asks must not let it reach a log, a message or a process list. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value.toCharArray());
    }

    @Override
    public String toString() {
        return isEmpty() ? "" : HIDDEN;
    }
}
