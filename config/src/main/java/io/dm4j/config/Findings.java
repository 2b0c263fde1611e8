package io.dm4j.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Collects what a reader finds: problems, all of which are shown at once, and notes for the operator. */
final class Findings {
    private final ConfigError general;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** @param general the code of an unknown key and of a value of the wrong type */
    Findings(ConfigError general) {
        this.general = general;
    }

    void problem(Place place, String key, String message) {
        problem(general, place, key, message);
    }

    void problem(ConfigError code, Place place, String key, String message) {
        problems.add(new Problem(code, place.file(), place.line(), key, message));
    }

    void note(Place place, String key, String message) {
        notes.add(place + ": " + (key.isEmpty() ? "" : key + ": ") + message);
    }

    /** A text that is not even in its language: nothing else can be said about it. */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new ConfigException(inOrder());
        }
    }

    /** The value, unless a problem was found. */
    <T> Parsed<T> orThrow(Supplier<T> value) {
        throwIfAny();
        return new Parsed<>(value.get(), notes.stream().distinct().toList());
    }

    private List<Problem> inOrder() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
    }
}
