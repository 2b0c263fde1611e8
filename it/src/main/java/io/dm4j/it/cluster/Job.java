package io.dm4j.it.cluster;

/**
 * What is migrated.
 *
 * @param task the task's name
 * @param schema at the source
 * @param targetSchema where it goes; the same name = no route
 * @param gtid follow by GTID instead of file and position
 * @param more further lines for the end of the task file
 */
public record Job(String task, String schema, String targetSchema, boolean gtid, String more) {

    public static Job renaming(String task, String schema, String targetSchema) {
        return new Job(task, schema, targetSchema, true, "");
    }

    public Job byPosition() {
        return new Job(task, schema, targetSchema, false, more);
    }

    public Job with(String lines) {
        return new Job(task, schema, targetSchema, gtid, more + lines);
    }
}
