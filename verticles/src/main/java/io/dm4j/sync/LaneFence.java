package io.dm4j.sync;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** The fence of one lane's slot. */
interface LaneFence {

    /** Fails with a coded exception if another worker has taken over; locks the slot until the transaction's end. */
    Future<Void> check(SqlConnection connection);
}
