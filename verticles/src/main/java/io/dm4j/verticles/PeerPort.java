package io.dm4j.verticles;

import io.dm4j.client.NodeChannel;
import io.dm4j.client.PeerClient;
import io.dm4j.config.Address;
import io.dm4j.endpoint.Guard;
import io.dm4j.endpoint.peer.PeerServer;
import io.dm4j.store.ratis.PeerLinks;
import io.dm4j.tls.TlsRole;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/** A master's lines to the others: calls to their peer ports, and its own port that hears theirs. All on the verticle's context. */
final class PeerPort implements PeerLinks {
    private static final String USE = "peers";
    /** Longer than an election: who does not answer by then is taken for away. */
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final Context context;
    private final Address at;
    private final NodeChannel channel;
    private final PeerClient others;
    private final PeerServer port;

    /** @param at where to listen */
    PeerPort(Vertx vertx, Guard guard, Address at) {
        this.context = vertx.getOrCreateContext();
        this.at = at;
        this.channel = NodeChannel.over(vertx, guard.open(USE, TlsRole.CLIENT), DEADLINE);
        this.others = new PeerClient(channel);
        this.port = new PeerServer(vertx, guard);
        guard.watch(USE, channel);
    }

    @Override
    public Future<byte[]> ask(Address member, int call, byte[] message) {
        return here(() -> others.pass(member, call, message));
    }

    @Override
    public Future<Void> listen(PeerLinks.Ear ear) {
        return here(() -> port.listen(at, ear::hear));
    }

    Future<Void> close() {
        return port.close().eventually(channel::close);
    }

    /** Whoever asks may be on a thread that is no event loop's. */
    private <T> Future<T> here(Supplier<Future<T>> step) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(v -> step.get().onComplete(promise));
        return promise.future();
    }
}
