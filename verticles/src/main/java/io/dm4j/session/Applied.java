package io.dm4j.session;

import io.dm4j.unit.Stage;
import io.dm4j.unit.UnitStatus;
import java.util.List;

/** All that a worker has, after it took in the desired state of a revision. */
public record Applied(long revision, List<Item> items) {

    public Applied {
        items = List.copyOf(items);
    }

    /**
     * One source or subtask.
     *
     * @param task empty = the source itself
     * @param failures why it does not run, empty if it does
     * @param places of a subtask that follows
     */
    public record Item(String source, String task, Stage stage, List<Failure> failures, UnitStatus.Places places) {
        public Item {
            failures = List.copyOf(failures);
        }
    }
}
