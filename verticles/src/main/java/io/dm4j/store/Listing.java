package io.dm4j.store;

import java.util.List;
import java.util.Optional;

/** The entries of a prefix at one revision, in key order. */
public record Listing(long revision, List<Entry> entries) {

    public Listing {
        entries = List.copyOf(entries);
    }

    public Optional<Entry> entry(String key) {
        return entries.stream().filter(e -> e.key().equals(key)).findFirst();
    }
}
