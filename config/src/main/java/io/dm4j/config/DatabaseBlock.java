package io.dm4j.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code from} and {@code target-database}. */
final class DatabaseBlock {
    private final Section section;

    DatabaseBlock(Section section) {
        this.section = section;
    }

    DatabaseConfig read() {
        Section security = section.section("security");
        DatabaseConfig database = new DatabaseConfig(
                required("host"),
                section.number("port", 3306, 1, 65_535),
                required("user"),
                section.secret("password"),
                session(),
                new SecurityBlock(security, SecurityBlock.Use.DATABASE).read());
        security.finish();
        section.noMeaning("the server is asked", "max-allowed-packet");
        section.finish();
        return database;
    }

    private String required(String key) {
        String value = section.text(key);
        if (value.isEmpty() && !section.has(key)) {
            section.problem(ConfigError.DATABASE_WRONG, key, "is missing");
        }
        return value;
    }

    private Map<String, String> session() {
        Map<String, String> variables = new TreeMap<>();
        Section session = section.section("session");
        for (String name : session.keys()) {
            String value = session.text(name);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_$]{0,63}")) {
                session.problem(ConfigError.DATABASE_WRONG, name, "is not the name of a session variable");
            } else if (name.toLowerCase(Locale.ROOT).equals("time_zone")) {
                session.note(name, "has no meaning here: every connection uses +00:00");
            } else {
                variables.put(name, value);
            }
        }
        return variables;
    }
}
