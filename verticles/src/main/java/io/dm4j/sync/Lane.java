package io.dm4j.sync;

import io.dm4j.position.Position;
import io.vertx.core.Future;
import java.util.List;

/**
 * One session on the target that commits row changes together with the record of how far they go. One call at a time.
 * Every target transaction begins with the fence check. After a failure the lane is only good for {@link #close}.
 */
interface Lane {

    /** Commits the group and the watermark behind it; repeats it on a deadlock; names the row that is refused. */
    Future<Void> commit(Group group);

    /** Sends a part of a large transaction; the first one opens the target transaction, {@link #finish} ends it. */
    Future<Void> send(List<RowStatement> part);

    /** Commits what {@link #send} sent, with the watermark. */
    Future<Void> finish(Position end);

    /** Commits records of the meta schema. */
    Future<Void> record(List<String> statements);

    /** Moves the watermark over what does not concern the target. */
    Future<Void> moveTo(Position position);

    /** Ends the session; an open target transaction rolls back. */
    Future<Void> close();
}
