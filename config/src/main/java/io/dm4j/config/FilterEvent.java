package io.dm4j.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an event filter can name (control reference 2.8): one kind of change, or a group of them. */
public enum FilterEvent {
    ALL(Family.GROUP),
    NONE(Family.GROUP),
    ALL_DML(Family.GROUP),
    NONE_DML(Family.GROUP),
    ALL_DDL(Family.GROUP),
    NONE_DDL(Family.GROUP),
    INCOMPATIBLE_DDL_CHANGES(Family.GROUP),

    INSERT(Family.DML),
    UPDATE(Family.DML),
    DELETE(Family.DML),

    CREATE_DATABASE(Family.DDL),
    ALTER_DATABASE(Family.DDL),
    CREATE_TABLE(Family.DDL),
    CREATE_INDEX(Family.DDL),
    CREATE_VIEW(Family.DDL),
    DROP_VIEW(Family.DDL),
    ALTER_TABLE(Family.DDL),
    ADD_TABLE_PARTITION(Family.DDL),
    ADD_FOREIGN_KEY(Family.DDL),
    DROP_FOREIGN_KEY(Family.DDL),

    DROP_DATABASE(Family.INCOMPATIBLE),
    DROP_TABLE(Family.INCOMPATIBLE),
    DROP_INDEX(Family.INCOMPATIBLE),
    RENAME_TABLE(Family.INCOMPATIBLE),
    TRUNCATE_TABLE(Family.INCOMPATIBLE),
    DROP_TABLE_PARTITION(Family.INCOMPATIBLE),
    TRUNCATE_TABLE_PARTITION(Family.INCOMPATIBLE),
    REORGANIZE_TABLE_PARTITION(Family.INCOMPATIBLE),
    REBUILD_TABLE_PARTITION(Family.INCOMPATIBLE),
    COALESCE_TABLE_PARTITION(Family.INCOMPATIBLE),
    SPLIT_TABLE_PARTITION(Family.INCOMPATIBLE),
    EXCHANGE_TABLE_PARTITION(Family.INCOMPATIBLE),
    ALTER_TABLE_PARTITIONING(Family.INCOMPATIBLE),
    REMOVE_TABLE_PARTITIONING(Family.INCOMPATIBLE),
    MODIFY_COLUMN(Family.INCOMPATIBLE),
    RENAME_COLUMN(Family.INCOMPATIBLE),
    RENAME_INDEX(Family.INCOMPATIBLE),
    ADD_COLUMN(Family.INCOMPATIBLE),
    DROP_COLUMN(Family.INCOMPATIBLE),
    ADD_PRIMARY_KEY(Family.INCOMPATIBLE),
    DROP_PRIMARY_KEY(Family.INCOMPATIBLE),
    MODIFY_DEFAULT_VALUE(Family.INCOMPATIBLE),
    SET_DEFAULT_VALUE(Family.INCOMPATIBLE),
    MODIFY_CONSTRAINT(Family.INCOMPATIBLE),
    MODIFY_COLUMNS_ORDER(Family.INCOMPATIBLE),
    MODIFY_CHARSET(Family.INCOMPATIBLE),
    MODIFY_COLLATION(Family.INCOMPATIBLE),
    MODIFY_STORAGE_ENGINE(Family.INCOMPATIBLE),
    MODIFY_SCHEMA_CHARSET_AND_COLLATE(Family.INCOMPATIBLE),
    MODIFY_TABLE_CHARSET_AND_COLLATE(Family.INCOMPATIBLE),
    MODIFY_TABLE_COMMENT(Family.INCOMPATIBLE),
    REBASE_AUTO_ID(Family.INCOMPATIBLE),
    ALTER_INDEX_VISIBILITY(Family.INCOMPATIBLE),

    /** Would need the column's definition before. */
    VALUE_RANGE_DECREASE(Family.UNTOLD),
    PRECISION_DECREASE(Family.UNTOLD),
    REMOVE_AUTO_INCREMENT(Family.UNTOLD),
    DROP_UNIQUE_KEY(Family.UNTOLD),
    /** TiDB's own statements. */
    RECOVER_TABLE(Family.UNTOLD),
    ALTER_TTL_INFO(Family.UNTOLD),
    ALTER_TTL_REMOVE(Family.UNTOLD),
    MULTI_SCHEMA_CHANGE(Family.UNTOLD);

    /** What groups a kind of change is in. */
    public enum Family {
        DML,
        DDL,
        /** DDL that also is of {@link FilterEvent#INCOMPATIBLE_DDL_CHANGES}. */
        INCOMPATIBLE,
        /** Not told from other changes here. */
        UNTOLD,
        GROUP
    }

    private static final Map<String, FilterEvent> ALIASES =
            Map.of("create schema", CREATE_DATABASE, "alter schema", ALTER_DATABASE, "drop schema", DROP_DATABASE);

    private final Family family;

    FilterEvent(Family family) {
        this.family = family;
    }

    public Family family() {
        return family;
    }

    /** By DM's name, in any case. */
    static Optional<FilterEvent> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(event -> event.toString().equals(lower))
                .findFirst()
                .or(() -> Optional.ofNullable(ALIASES.get(lower)));
    }

    static List<String> names() {
        return Arrays.stream(values()).map(FilterEvent::toString).toList();
    }

    /** DM's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
