package io.dm4j.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code SHOW GRANTS} says an account may do, on all schemas and on single ones. */
final class Grants {
    private static final Pattern GRANT = Pattern.compile("^GRANT (.+?) ON (.+?) TO .*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern ROLE = Pattern.compile("^GRANT [`'\"].*", Pattern.CASE_INSENSITIVE);
    private static final String EVERYTHING = "ALL PRIVILEGES";
    private static final String GLOBAL = "*";

    private final Map<String, Set<String>> bySchema = new HashMap<>();
    private boolean roles;

    private Grants() {}

    static Grants of(List<String> lines) {
        Grants grants = new Grants();
        lines.forEach(grants::take);
        return grants;
    }

    /** Some of what the account may do comes by roles, which these lines do not resolve. */
    boolean hasRoles() {
        return roles;
    }

    boolean globally(String... anyOf) {
        return List.of(anyOf).stream().anyMatch(p -> holds(GLOBAL, p));
    }

    boolean on(String schema, String privilege) {
        return holds(GLOBAL, privilege)
                || bySchema.keySet().stream().anyMatch(pattern -> covers(pattern, schema) && holds(pattern, privilege));
    }

    private boolean holds(String schema, String privilege) {
        Set<String> held = bySchema.getOrDefault(schema, Set.of());
        return held.contains(privilege) || held.contains(EVERYTHING) || held.contains("ALL");
    }

    private void take(String line) {
        Matcher grant = GRANT.matcher(line);
        if (grant.matches()) {
            String schema = schema(grant.group(2));
            bySchema.computeIfAbsent(schema, s -> new HashSet<>()).addAll(privileges(grant.group(1)));
        } else if (ROLE.matcher(line).matches()) {
            roles = true;
        }
    }

    /** Column lists in brackets are cut: a privilege on some columns is taken as one on the table. */
    private static List<String> privileges(String text) {
        return List.of(text.replaceAll("\\([^)]*\\)", "")
                .toUpperCase(Locale.ROOT)
                .trim()
                .split("\\s*,\\s*"));
    }

    private static String schema(String object) {
        String first = object.startsWith("`") ? object.substring(1, object.indexOf('`', 1)) : object.split("\\.")[0];
        return first.replace("\\_", "_");
    }

    /** A percent sign stands for any characters in a grant's schema name. */
    private static boolean covers(String pattern, String schema) {
        return pattern.equalsIgnoreCase(schema)
                || (pattern.contains("%")
                        && schema.matches(Pattern.quote(pattern).replace("%", "\\E.*\\Q")));
    }
}
