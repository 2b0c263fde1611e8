package io.dm4j.store;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;

/** What the metadata store refuses. */
public enum StoreError implements ErrorCode {
    LEASE_GONE(38501, ""),
    COMPACTED(38502, ""),
    CLOSED(38503, "Try again when the master runs."),
    CONFLICT(38504, "Look at the state and repeat the command.");

    private final int number;
    private final String workaround;

    StoreError(int number, String workaround) {
        this.number = number;
        this.workaround = workaround;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public ErrorClass errorClass() {
        return ErrorClass.MASTER;
    }

    @Override
    public ErrorScope scope() {
        return ErrorScope.INTERNAL;
    }

    @Override
    public ErrorLevel level() {
        return ErrorLevel.HIGH;
    }

    @Override
    public String workaround() {
        return workaround;
    }
}
