package io.dm4j.check;

/**
 * One thing a check has to say.
 *
 * @param item DM's name of the check
 * @param where the server, as people call it
 * @param instruction what to do, empty if there is nothing to say
 */
public record Finding(String item, String where, Severity severity, String message, String instruction) {

    /** Whether a task may start in spite of it. */
    public enum Severity {
        WARN("warn"),
        FAIL("fail");

        private final String text;

        Severity(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static Finding warn(String item, String where, String message, String instruction) {
        return new Finding(item, where, Severity.WARN, message, instruction);
    }

    static Finding fail(String item, String where, String message, String instruction) {
        return new Finding(item, where, Severity.FAIL, message, instruction);
    }
}
