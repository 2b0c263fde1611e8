package io.dm4j.config;

import io.vertx.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Keys and values as TOML text; what is empty is left out. A table takes all keys that come after it. */
final class TomlPage {
    private final StringBuilder text = new StringBuilder();

    TomlPage put(String key, String value) {
        return value.isEmpty() ? this : line(key, quoted(value));
    }

    TomlPage put(String key, List<String> values) {
        return values.isEmpty() ? this : line(key, list(values));
    }

    TomlPage put(String key, long value) {
        return line(key, String.valueOf(value));
    }

    TomlPage put(String key, boolean value) {
        return line(key, String.valueOf(value));
    }

    /** To the millisecond. */
    TomlPage put(String key, Duration value) {
        boolean whole = value.toMillis() % 1000 == 0;
        return put(key, whole ? value.toSeconds() + "s" : value.toMillis() + "ms");
    }

    /** A value that is TOML already. */
    TomlPage line(String key, String value) {
        text.append(key).append(" = ").append(value).append('\n');
        return this;
    }

    TomlPage table(String name) {
        text.append("\n[").append(name).append("]\n");
        return this;
    }

    TomlPage tableOfMany(String name) {
        text.append("\n[[").append(name).append("]]\n");
        return this;
    }

    static String list(List<String> values) {
        return values.stream().map(TomlPage::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A basic string of TOML escapes as JSON does. */
    static String quoted(String value) {
        return Json.encode(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
