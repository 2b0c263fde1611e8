package io.dm4j.config;

import java.util.List;

/** {@code block-allow-list}: which schemas and tables take part (data reference 4.2). Empty = all but system schemas. */
public record BlockAllowList(
        List<String> doDbs, List<TablePattern> doTables, List<String> ignoreDbs, List<TablePattern> ignoreTables) {
    public static final BlockAllowList ALL = new BlockAllowList(List.of(), List.of(), List.of(), List.of());

    public BlockAllowList {
        doDbs = List.copyOf(doDbs);
        doTables = List.copyOf(doTables);
        ignoreDbs = List.copyOf(ignoreDbs);
        ignoreTables = List.copyOf(ignoreTables);
    }
}
