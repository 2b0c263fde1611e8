package io.dm4j.store.ratis;

import io.dm4j.config.Address;
import io.dm4j.store.Member;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Joins members of one JVM, and cuts them off from each other. */
final class Wires {
    private final Map<Address, PeerLinks.Ear> ears = new ConcurrentHashMap<>();
    private final Set<Address> cut = ConcurrentHashMap.newKeySet();

    /** From now on nobody reaches this member, and it reaches nobody. */
    void cut(Member member) {
        cut.add(member.address());
    }

    void heal(Member member) {
        cut.remove(member.address());
    }

    PeerLinks of(Member self) {
        return new PeerLinks() {
            @Override
            public Future<byte[]> ask(Address to, int call, byte[] message) {
                PeerLinks.Ear ear = ears.get(to);
                if (ear == null || cut.contains(to) || cut.contains(self.address())) {
                    return Future.failedFuture(new IOException("no line between " + self.address() + " and " + to));
                }
                return ear.hear(call, message);
            }

            @Override
            public Future<Void> listen(Ear ear) {
                ears.put(self.address(), ear);
                return Future.succeededFuture();
            }
        };
    }
}
