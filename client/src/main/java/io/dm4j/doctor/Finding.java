package io.dm4j.doctor;

/**
 * One thing that was looked at.
 *
 * @param what the file, key or address
 * @param found what was seen there
 * @param fix what to do; empty if it is well
 */
public record Finding(Level level, String what, String found, String fix) {

    /** How bad it is, mildest first. */
    public enum Level {
        OK,
        WARNING,
        ERROR
    }

    static Finding ok(String what, String found) {
        return new Finding(Level.OK, what, found, "");
    }

    static Finding warning(String what, String found, String fix) {
        return new Finding(Level.WARNING, what, found, fix);
    }

    static Finding error(String what, String found, String fix) {
        return new Finding(Level.ERROR, what, found, fix);
    }
}
