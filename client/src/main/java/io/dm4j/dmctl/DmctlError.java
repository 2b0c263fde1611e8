package io.dm4j.dmctl;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;

/** What dmctl itself refuses. */
enum DmctlError implements ErrorCode {
    NOT_SUPPORTED_YET(48521, "See dmctl --help for what there is"),
    WRONG_USAGE(48522, ""),
    FILE_NOT_WRITTEN(48523, "Name a path that can be written with --path"),
    NOT_ANSWERED(48525, ""),
    INTERNAL(48524, "This is a fault of dmctl; please report it with the command line");

    private final int number;
    private final String workaround;

    DmctlError(int number, String workaround) {
        this.number = number;
        this.workaround = workaround;
    }

    /** What DM can do and we cannot yet. */
    static DmException notYet(String what) {
        return new DmException(NOT_SUPPORTED_YET, what + " is not supported yet");
    }

    /** For a question whose answer is needed to go on. */
    static void unlessGood(boolean result, String words) {
        if (!result) {
            throw new DmException(NOT_ANSWERED, "the master refused: " + words.strip());
        }
    }

    static DmException usage(String what, String instead) {
        return new DmException(WRONG_USAGE, what).withWorkaround(instead);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public ErrorClass errorClass() {
        return ErrorClass.DMCTL;
    }

    @Override
    public ErrorScope scope() {
        return ErrorScope.INTERNAL;
    }

    @Override
    public ErrorLevel level() {
        return ErrorLevel.LOW;
    }

    @Override
    public String workaround() {
        return workaround;
    }
}
