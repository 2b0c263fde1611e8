package io.dm4j.config;

import java.util.Set;
import java.util.TreeSet;

/** Collects the keys of a file by whose values two versions of it differ. */
final class Differences {
    private final Set<String> keys = new TreeSet<>();

    Differences compare(String key, Object one, Object other) {
        if (!one.equals(other)) {
            keys.add(key);
        }
        return this;
    }

    /** In alphabetical order. */
    Set<String> keys() {
        return keys;
    }
}
