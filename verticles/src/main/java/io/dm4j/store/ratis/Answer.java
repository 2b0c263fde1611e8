package io.dm4j.store.ratis;

import io.dm4j.store.TxnResult;
import java.nio.ByteBuffer;

/**
 * What the keyspace answered to a command. Goes from the member that applied it to whoever asked; it is not kept on disk.
 *
 * @param number the revision, or the lease that was granted
 */
record Answer(Kind kind, long number) {

    enum Kind {
        DONE,
        REFUSED,
        LEASE_GONE,
        GRANTED
    }

    static Answer of(TxnResult result) {
        return new Answer(result.succeeded() ? Kind.DONE : Kind.REFUSED, result.revision());
    }

    static Answer granted(long lease) {
        return new Answer(Kind.GRANTED, lease);
    }

    static Answer leaseGone() {
        return new Answer(Kind.LEASE_GONE, 0);
    }

    static Answer done() {
        return new Answer(Kind.DONE, 0);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) kind.ordinal())
                .putLong(number)
                .array();
    }

    static Answer of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Answer(Kind.values()[buffer.get()], buffer.getLong());
    }

    TxnResult txn() {
        return new TxnResult(kind == Kind.DONE, number);
    }
}
