package io.dm4j.config;

/**
 * Logging of one process.
 *
 * @param level {@code log-level}: debug, info, warn, error, fatal
 * @param file {@code log-file}; empty = standard error
 * @param auditFile {@code audit-log-file}: who changed what; empty = with the rest
 * @param format {@code log-format}: text (DM's form) or json
 */
public record LogConfig(String level, String file, String auditFile, Format format) {
    public static final LogConfig DEFAULT = new LogConfig("info", "", "", Format.TEXT);

    /** The form of a log line. */
    public enum Format {
        TEXT,
        JSON
    }
}
