package io.dm4j.config;

/** {@code task-mode}: which units run, in which order. */
public enum TaskMode {
    /** Copy, then follow. */
    ALL("all"),
    /** Copy only; the task then ends. */
    FULL("full"),
    /** Follow only. */
    INCREMENTAL("incremental");

    private final String text;

    TaskMode(String text) {
        this.text = text;
    }

    public boolean copies() {
        return this != INCREMENTAL;
    }

    public boolean follows() {
        return this != FULL;
    }

    @Override
    public String toString() {
        return text;
    }
}
