package io.dm4j.store.ratis;

import io.dm4j.config.Address;
import io.vertx.core.Future;
import java.io.IOException;

/** How the members of a group reach each other: carries bytes, and answers each with bytes. Safe from any thread; never blocks. */
public interface PeerLinks {

    /** What others ask of this member. */
    interface Ear {
        Future<byte[]> hear(int call, byte[] message);
    }

    /** Asks another member; ends in bounded time, and fails where there is no answer. */
    Future<byte[]> ask(Address member, int call, byte[] message);

    /** Lets others be heard from now on; once. */
    Future<Void> listen(Ear ear);

    /** Of a member that is alone: opens no port, so that nobody can reach the log past the master's own checks. */
    static PeerLinks none() {
        return Nobody.THERE;
    }

    /** No other member. */
    enum Nobody implements PeerLinks {
        THERE;

        @Override
        public Future<byte[]> ask(Address member, int call, byte[] message) {
            return Future.failedFuture(new IOException("this master has no peer-urls and reaches no other"));
        }

        @Override
        public Future<Void> listen(Ear ear) {
            return Future.succeededFuture();
        }
    }
}
