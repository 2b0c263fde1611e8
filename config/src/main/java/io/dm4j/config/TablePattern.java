package io.dm4j.config;

/** {@code db-name} and {@code tbl-name} of a block-allow-list; DM's pattern language (data reference 4.1). */
public record TablePattern(String schema, String table) {}
