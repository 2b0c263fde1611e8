package io.dm4j.ddl;

import io.dm4j.row.TableId;
import java.util.Optional;

/** What a statement's names become on the target; empty = not replicated. */
public interface TargetNames {

    Optional<TableId> table(TableId source);

    Optional<String> schema(String source);

    /** Tables of other source schemas may live in this one's target. */
    boolean sharesTarget(String source);
}
