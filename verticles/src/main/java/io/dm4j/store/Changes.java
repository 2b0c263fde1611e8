package io.dm4j.store;

import java.util.List;

/** What one revision changed under a watched prefix. */
public record Changes(long revision, List<Change> changes) {

    public Changes {
        changes = List.copyOf(changes);
    }
}
