package io.dm4j.config;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What can be wrong with a configuration; the numbers below 20500 are DM's. */
public enum ConfigError implements ErrorCode {
    CHECKING_ITEM_UNKNOWN(20001),
    TOML_WRONG(20002),
    YAML_WRONG(20003),
    SOURCE_ID_MISSING_IN_INSTANCE(20005),
    ONLINE_DDL_SCHEME_UNKNOWN(20007),
    TIME_ZONE_WRONG(20008),
    START_POINT_WRONG(20011),
    NO_INSTANCE(20013),
    SOURCE_TWICE(20014),
    DUMP_BLOCK_TWICE(20015),
    LOAD_BLOCK_TWICE(20016),
    SYNC_BLOCK_TWICE(20017),
    FILE_UNREADABLE(20018),
    TASK_NAME_MISSING(20019),
    TASK_MODE_WRONG(20020),
    TARGET_MISSING(20021),
    ROUTE_UNKNOWN(20023),
    FILTER_UNKNOWN(20024),
    ALLOW_LIST_UNKNOWN(20026),
    DUMP_BLOCK_UNKNOWN(20027),
    LOAD_BLOCK_UNKNOWN(20029),
    SYNC_BLOCK_UNKNOWN(20030),
    RULE_NAMED_TWICE(20032),
    SHARD_MODE_UNKNOWN(20033),
    BLOCK_UNUSED(20038),
    EXPRESSION_UNKNOWN(20040),
    BACKOFF_TOO_SMALL(20043),
    ALLOW_LIST_WRONG(20044),
    ROUTE_WRONG(20045),
    COLLATION_MODE_UNKNOWN(20052),
    IMPORT_MODE_UNKNOWN(20053),
    ON_DUPLICATE_UNKNOWN(20054),
    VALIDATION_MODE_UNKNOWN(20055),
    VALIDATION_BLOCK_UNKNOWN(20056),
    START_TIME_TOO_LATE(20057, "Check that the time is as meant; resume-task looks again."),
    SAFE_MODE_DURATION_WRONG(20060),
    SAFE_MODE_CONTRADICTION(20061),
    COLUMN_MAPPING_GONE(20064),
    NOT_SUPPORTED(20500, "Remove the key, or give it a value that asks for nothing."),
    VALUE_WRONG(20501),
    SECURITY_WRONG(20502),
    DATABASE_WRONG(20503),
    TASK_NAME_WRONG(20504),
    START_TIME_WRONG(
            20505,
            "Write it as 2026-01-31 12:00:00, the upstream's own time, or with a zone as in 2026-01-31T12:00:00+08:00."),
    START_TIME_USELESS(
            20506, "Leave it out, or start a task of mode incremental: the other modes begin with a copy of now."),
    FILTER_WRONG(20507),
    MASTER_ADDRESS_WRONG(38035, ErrorClass.MASTER),
    MASTER_ADVERTISE_ADDRESS_WRONG(38042, ErrorClass.MASTER),
    SOURCE_ID_MISSING(40005, ErrorClass.WORKER),
    SOURCE_ID_TOO_LONG(40006, ErrorClass.WORKER),
    WORKER_ADDRESS_WRONG(40069, ErrorClass.WORKER);

    private final Meaning meaning;

    ConfigError(int number) {
        this(number, ErrorClass.CONFIG, "");
    }

    ConfigError(int number, String workaround) {
        this(number, ErrorClass.CONFIG, workaround);
    }

    ConfigError(int number, ErrorClass errorClass) {
        this(number, errorClass, "");
    }

    ConfigError(int number, ErrorClass errorClass, String workaround) {
        this.meaning = new Meaning(number, errorClass, ErrorScope.INTERNAL, ErrorLevel.MEDIUM, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
