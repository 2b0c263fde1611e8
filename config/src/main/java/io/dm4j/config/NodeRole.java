package io.dm4j.config;

import java.util.Arrays;
import java.util.List;

/** What a caller of a node may be; {@code cert-allowed-cn} and {@code cert-allowed-san} may list names by it. */
public enum NodeRole {
    /** May change things. */
    ADMIN("admin"),
    /** May open a worker's session. */
    WORKER("worker"),
    /** May order a worker about. */
    MASTER("master"),
    /** May read status and metrics. */
    OBSERVER("observer");

    private final String text;

    NodeRole(String text) {
        this.text = text;
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(NodeRole::toString).toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
