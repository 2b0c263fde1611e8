package io.dm4j.load;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** Why a full copy cannot start or go on. */
public enum LoadError implements ErrorCode {
    LOCK_NOT_GRANTED(
            34501,
            ErrorScope.UPSTREAM,
            "Please end long statements on the upstream (see its process list) and resume."),
    LOCK_PRIVILEGE(34502, ErrorScope.UPSTREAM, "Please grant RELOAD to the upstream account and resume."),
    NO_TABLES(34503, ErrorScope.UPSTREAM, "Please check block-allow-list: no base table of the upstream is on it."),
    TARGET_NOT_EMPTY(
            34504,
            ErrorScope.DOWNSTREAM,
            "Please empty the table, or set loaders.*.on-duplicate-logical to replace or ignore for a table with a key."),
    DEFINITION_DIFFERS(
            34505, ErrorScope.DOWNSTREAM, "Please make the target's table fit, or drop it: it is created anew."),
    DEFINITION_CHANGED(
            34506,
            ErrorScope.UPSTREAM,
            "Please stop the task, drop its target tables and start it with --remove-meta, with no ALTER running."),
    NOT_INNODB(
            34507, ErrorScope.UPSTREAM, "Please convert the tables to InnoDB or leave them out by block-allow-list."),
    COPY_FAILED(34508, ErrorScope.NOT_SET, ""),
    ROW_TOO_LARGE(34509, ErrorScope.DOWNSTREAM, "Please raise max_allowed_packet on the target and resume."),
    DUPLICATE_ROW(
            34510,
            ErrorScope.DOWNSTREAM,
            "Please compare the collations of the unique keys on both sides, and empty the target table before a new start."),
    UNKNOWN_COLLATION(
            34511,
            ErrorScope.DOWNSTREAM,
            "Please create the table on the target with a character set and collation it knows, and resume: the copy takes it if its columns fit.");

    private final Meaning meaning;

    LoadError(int number, ErrorScope scope, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.LOAD_UNIT, scope, ErrorLevel.HIGH, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
