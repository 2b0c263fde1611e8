package io.dm4j.error;

/** The part of the system a failure belongs to, by DM's names. */
public enum ErrorClass {
    DATABASE("database"),
    FUNCTIONAL("functional"),
    CONFIG("config"),
    BINLOG_OPERATION("binlog-op"),
    CHECKPOINT("checkpoint"),
    TASK_CHECK("task-check"),
    SOURCE_CHECK("source-check"),
    LOAD_UNIT("load-unit"),
    SYNC_UNIT("sync-unit"),
    MASTER("dm-master"),
    WORKER("dm-worker"),
    SCHEMA_TRACKER("schema-tracker"),
    SCHEDULER("scheduler"),
    DMCTL("dmctl"),
    NOT_SET("not-set");

    private final String text;

    ErrorClass(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
