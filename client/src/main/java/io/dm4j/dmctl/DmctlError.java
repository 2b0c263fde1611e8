package io.dm4j.dmctl;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What dmctl itself refuses. */
enum DmctlError implements ErrorCode {
    NOT_SUPPORTED_YET(48521, "See dmctl --help for what there is"),
    WRONG_USAGE(48522, ""),
    FILE_NOT_WRITTEN(48523, "Name a path that can be written with --path"),
    NOT_ANSWERED(48525, ""),
    INTERNAL(48524, "This is a fault of dmctl; please report it with the command line");

    private final Meaning meaning;

    DmctlError(int number, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.DMCTL, ErrorScope.INTERNAL, ErrorLevel.LOW, workaround);
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
    public Meaning meaning() {
        return meaning;
    }
}
