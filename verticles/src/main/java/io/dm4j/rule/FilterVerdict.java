package io.dm4j.rule;

import io.dm4j.config.EventFilterRule.Action;

/**
 * What event filters say of a change.
 *
 * @param action {@code DO} where no filter is against it
 * @param filter the name of the one that decided, empty if none did
 */
public record FilterVerdict(Action action, String filter) {
    static final FilterVerdict DONE = new FilterVerdict(Action.DO, "");

    /** It is followed. */
    public boolean follows() {
        return action == Action.DO;
    }

    /** Nothing goes on while it is in the way. */
    public boolean stops() {
        return action == Action.ERROR;
    }
}
