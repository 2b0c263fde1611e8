package io.dm4j.config;

/** What can be said about a pattern of DM's language before anything is matched with it. */
final class TablePatterns {
    private TablePatterns() {}

    /** Empty if the pattern is good. {@code ~} begins a regular expression, which is left to those who run it. */
    static String fault(String pattern) {
        if (pattern.startsWith("~")) {
            return pattern.length() == 1 ? "has no regular expression after ~" : "";
        }
        int star = pattern.indexOf('*');
        if (star >= 0 && star < pattern.length() - 1) {
            return "\"" + pattern + "\" has a * before its end; a regular expression (~) can say that";
        }
        return pattern.indexOf('[') >= 0 && pattern.indexOf(']', pattern.indexOf('[')) < 0
                ? "\"" + pattern + "\" has a [ without ]"
                : "";
    }

    /** Reads a pattern and reports what is wrong with it. */
    static String read(Section section, String key, ConfigError wrong) {
        String pattern = section.text(key);
        String fault = fault(pattern);
        if (!fault.isEmpty()) {
            section.problem(wrong, key, fault);
        }
        return pattern;
    }
}
