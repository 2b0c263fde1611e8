package io.dm4j.verticles;

import io.dm4j.client.JoinClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.MasterConfig;
import io.dm4j.endpoint.Guard;
import io.dm4j.error.DmException;
import io.dm4j.store.Group;
import io.dm4j.store.Member;
import io.dm4j.store.MemoryStore;
import io.dm4j.store.MetaStore;
import io.dm4j.store.StoreError;
import io.dm4j.store.ratis.PeerLinks;
import io.dm4j.store.ratis.RatisStore;
import io.dm4j.store.ratis.Seat;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a master knows, and with whom it keeps it: in its data directory, alone or with other masters, or, where it has no directory,
 * in memory.
 *
 * @param proposal for the cluster's id, if it has none yet
 */
record Metadata(MetaStore store, Group group, String proposal, Optional<PeerPort> peers) {
    private static final String JOIN = "join";
    /** A newcomer is given all of the metadata before the cluster answers. */
    private static final Duration ENTERING = Duration.ofSeconds(60);

    /** Completes when the store serves: for one of several, when most of them are there. */
    static Future<Metadata> open(Vertx vertx, MasterConfig config, Guard guard) {
        if (config.dataDir().isEmpty()) {
            String id = UUID.randomUUID().toString();
            Group alone = Group.alone(id, new Member(config.name(), config.advertiseAddr()));
            return Future.succeededFuture(new Metadata(new MemoryStore(vertx), alone, id, Optional.empty()));
        }
        if (config.join().isEmpty()) {
            return open(vertx, config, guard, Optional.empty());
        }
        Optional<TlsStore> files = guard.open(JOIN, TlsRole.CLIENT);
        JoinClient cluster = new JoinClient(NodeChannel.over(vertx, files, ENTERING), config.join());
        return open(vertx, config, guard, Optional.of(cluster))
                .eventually(cluster::close)
                .onComplete(entered -> files.ifPresent(guard.inventory()::remove));
    }

    private static Future<Metadata> open(Vertx vertx, MasterConfig config, Guard guard, Optional<JoinClient> cluster) {
        return ClusterId.in(vertx, config.dataDir(), () -> firstId(config, cluster))
                .compose(id -> open(vertx, config, guard, id, cluster));
    }

    /** Where all members of a new group begin at once, each must come to the same id by itself. */
    private static Future<String> firstId(MasterConfig config, Optional<JoinClient> cluster) {
        if (cluster.isPresent()) {
            return cluster.get().group(config.name());
        }
        String members =
                String.join(",", config.initialCluster().stream().sorted().toList());
        UUID id = config.isOneOfSeveral()
                ? UUID.nameUUIDFromBytes(members.getBytes(StandardCharsets.UTF_8))
                : UUID.randomUUID();
        return Future.succeededFuture(id.toString());
    }

    private static Future<Metadata> open(
            Vertx vertx, MasterConfig config, Guard guard, String groupId, Optional<JoinClient> cluster) {
        Optional<PeerPort> peers = config.peerAddr().map(at -> new PeerPort(vertx, guard, at));
        Seat seat = new Seat(groupId, config.name(), Path.of(config.dataDir()));
        try {
            return RatisStore.open(
                            vertx,
                            seat,
                            founders(config),
                            peers.<PeerLinks>map(p -> p).orElse(PeerLinks.none()))
                    .compose(store -> entered(config, store, cluster)
                            .recover(e -> store.close().transform(closed -> Future.failedFuture(e))))
                    .map(store -> new Metadata(store, store.group(), proposal(config, groupId), peers))
                    .recover(e -> close(peers).transform(closed -> Future.failedFuture(e)));
        } catch (NoClassDefFoundError e) {
            return Future.failedFuture(
                    new DmException(StoreError.RATIS_MISSING, "a master with a data-dir needs Apache Ratis", e));
        }
    }

    private static List<Member> founders(MasterConfig config) {
        return config.join().isEmpty()
                ? config.initialCluster().stream().map(Metadata::member).toList()
                : List.of();
    }

    private static Member member(String nameAndUrl) {
        String[] parts = nameAndUrl.split("=", 2);
        return new Member(parts[0], Address.parse(parts[1]).orElseThrow());
    }

    /** One that is in it already, after a restart, has nothing to ask. */
    private static Future<RatisStore> entered(MasterConfig config, RatisStore store, Optional<JoinClient> cluster) {
        boolean isIn = store.group().members().stream().anyMatch(m -> m.name().equals(config.name()));
        Future<Void> entering = isIn || cluster.isEmpty()
                ? Future.succeededFuture()
                : cluster.get().enter(config.name(), ownPeerAddress(config));
        return entering.compose(v -> store.group().joined()).map(store);
    }

    private static Address ownPeerAddress(MasterConfig config) {
        return Address.parse(config.advertisePeerUrls().get(0)).orElseThrow();
    }

    /** The id of a group that founded itself says nothing of this cluster's life: the next one of these members has the same. */
    private static String proposal(MasterConfig config, String groupId) {
        return config.initialCluster().size() > 1 ? UUID.randomUUID().toString() : groupId;
    }

    /** Does what an election may come in between of until none does. */
    <T> Future<T> patiently(Supplier<Future<T>> step) {
        return step.get()
                .recover(e -> e instanceof DmException coded && coded.code() == StoreError.NOT_LEADER
                        ? group.joined().compose(v -> patiently(step))
                        : Future.failedFuture(e));
    }

    Future<Void> close() {
        return store.close().eventually(() -> close(peers));
    }

    private static Future<Void> close(Optional<PeerPort> peers) {
        return peers.map(PeerPort::close).orElse(Future.succeededFuture());
    }
}
