package io.dm4j.verticles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A node's arguments in Go's manner: one dash or two, the value behind an equals sign or as the next word. Flags by name, with all
 * values they were given.
 *
 * @param strays words that belong to no flag
 */
record CommandLine(Map<String, List<String>> flags, List<String> strays) {
    private static final Set<String> WITHOUT_VALUE =
            Set.of("V", "version", "help", "h", "print-sample-config", "openapi", "grpc-reflection");

    CommandLine {
        flags = Map.copyOf(flags);
        strays = List.copyOf(strays);
    }

    static CommandLine parse(String... args) {
        Map<String, List<String>> flags = new LinkedHashMap<>();
        List<String> strays = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("-")) {
                strays.add(args[i]);
                continue;
            }
            String word = args[i].replaceFirst("^--?", "");
            int equals = word.indexOf('=');
            if (equals >= 0) {
                add(flags, word.substring(0, equals), word.substring(equals + 1));
            } else if (WITHOUT_VALUE.contains(word)) {
                add(flags, word, "true");
            } else {
                i++;
                add(flags, word, i < args.length ? args[i] : "");
            }
        }
        return new CommandLine(flags, strays);
    }

    boolean has(String... names) {
        return List.of(names).stream().anyMatch(flags::containsKey);
    }

    /** The last value, as with DM's flags. */
    Optional<String> last(String name) {
        return Optional.ofNullable(flags.get(name)).map(all -> all.get(all.size() - 1));
    }

    private static void add(Map<String, List<String>> flags, String name, String value) {
        flags.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
}
