package io.dm4j.config;

import java.util.List;

/**
 * {@code filters.*}: which changes of some tables are left out when they are followed, or stop that (data reference 4.4).
 *
 * @param tablePattern empty = a rule for the schema and all its tables
 * @param sqlPatterns regular expressions (RE2), of which one is to be found in a statement; for statements on definitions only
 */
public record EventFilterRule(
        String name,
        String schemaPattern,
        String tablePattern,
        List<FilterEvent> events,
        List<String> sqlPatterns,
        Action action) {
    public EventFilterRule {
        events = List.copyOf(events);
        sqlPatterns = List.copyOf(sqlPatterns);
    }

    /** What becomes of a change that is matched. */
    public enum Action {
        /** Only what is matched is done. */
        DO("Do"),
        /** What is matched is left out. */
        IGNORE("Ignore"),
        /** What is matched stops the task. */
        ERROR("Error");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        /** DM's word. */
        @Override
        public String toString() {
            return text;
        }
    }
}
