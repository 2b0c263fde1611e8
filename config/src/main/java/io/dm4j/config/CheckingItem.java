package io.dm4j.config;

import java.util.List;

/** The names that {@code ignore-checking-items} takes: DM's (control reference 2.10), then those of checks only we make. */
final class CheckingItem {
    static final List<String> NAMES = List.of(
            "all",
            "dump_privilege",
            "replication_privilege",
            "version",
            "server_id",
            "binlog_enable",
            "binlog_format",
            "binlog_row_image",
            "table_schema",
            "schema_of_shard_tables",
            "auto_increment_ID",
            "online_ddl",
            "binlog_db",
            "meta_position",
            "conn_number",
            "target_privilege",
            "empty_region",
            "region_distribution",
            "downstream_version",
            "free_space",
            "downstream_mutex_features",
            "downstream_table_empty",
            "primary_key",
            "log_bin_compress",
            "binlog_row_value_options");

    private CheckingItem() {}
}
