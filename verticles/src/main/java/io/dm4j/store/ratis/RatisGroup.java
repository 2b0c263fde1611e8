package io.dm4j.store.ratis;

import io.dm4j.error.DmException;
import io.dm4j.store.Group;
import io.dm4j.store.Member;
import io.dm4j.store.StoreError;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.ratis.protocol.RaftPeer;

/** The members as Ratis has them: its configuration, which is in the log, says who they are and who of them may lead. */
final class RatisGroup implements Group {
    private static final Logger LOG = LogManager.getLogger(RatisGroup.class);
    private static final long LOOK_MS = 100;
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Seat seat;
    private final RaftNode node;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    private record Follower(Context context, Runnable handler) {}

    RatisGroup(Vertx vertx, Seat seat, RaftNode node) {
        this.vertx = vertx;
        this.seat = seat;
        this.node = node;
    }

    @Override
    public String id() {
        return seat.clusterId();
    }

    @Override
    public String self() {
        return seat.name();
    }

    @Override
    public boolean isLed() {
        return node.leads();
    }

    @Override
    public long term() {
        return node.term();
    }

    @Override
    public Optional<String> leader() {
        return node.leader().map(Member::name);
    }

    @Override
    public Optional<DmException> trouble() {
        return node.failure();
    }

    @Override
    public void onChange(Runnable handler) {
        followers.add(new Follower(vertx.getOrCreateContext(), handler));
    }

    void changed() {
        followers.forEach(
                each -> each.context().runOnContext(v -> each.handler().run()));
    }

    @Override
    public Future<Void> joined() {
        Promise<Void> promise = Promise.promise();
        await(promise, System.nanoTime());
        return promise.future();
    }

    private void await(Promise<Void> promise, long saidAt) {
        node.upToDate().onSuccess(v -> promise.tryComplete()).onFailure(e -> {
            if (node.isOver()) {
                promise.tryFail(e);
                return;
            }
            long now = System.nanoTime();
            boolean say = now - saidAt >= SAY_EVERY.toNanos();
            if (say) {
                LOG.warn(
                        "master {} waits for most of the masters to be there: {}",
                        seat.name(),
                        members().stream().map(Standing::name).collect(Collectors.joining(", ")));
            }
            vertx.setTimer(LOOK_MS, id -> await(promise, say ? now : saidAt));
        });
    }

    @Override
    public List<Standing> members() {
        Optional<String> leader = leader();
        Hearing hearing = node.heardLately();
        return node.peers().stream()
                .map(peer -> standing(peer, leader, hearing))
                .sorted(Comparator.comparing(Standing::name))
                .toList();
    }

    private Standing standing(RaftPeer peer, Optional<String> leader, Hearing hearing) {
        Member member = Peers.member(peer);
        boolean alive = member.name().equals(self()) || leader.isPresent() && hearing.isOf(member.name());
        return new Standing(
                member.name(), member.address(), leader.equals(Optional.of(member.name())), alive, Peers.mayLead(peer));
    }

    @Override
    public Future<Void> admit(Member newcomer) {
        return change(
                "master " + newcomer.name() + " is not admitted",
                Stream.concat(others(newcomer.name()), Stream.of(Peers.of(newcomer, true))));
    }

    @Override
    public Future<Void> dismiss(String name) {
        return change("master " + name + " is not removed", others(name));
    }

    @Override
    public Future<Void> mayLead(String name, boolean may) {
        return change(
                        "whether master " + name + " may lead is not changed",
                        node.peers().stream()
                                .map(peer -> isNamed(peer, name) ? Peers.of(Peers.member(peer), may) : peer))
                .compose(v -> !may && isLed() && name.equals(self()) ? leave() : Future.succeededFuture());
    }

    private Stream<RaftPeer> others(String than) {
        return node.peers().stream().filter(peer -> !isNamed(peer, than));
    }

    /** Ratis gives the lead away by itself to a member with more right to it, but not while it lags, as under load it always does. */
    private Future<Void> leave() {
        return members().stream()
                .filter(member -> !member.leads() && member.alive() && member.mayLead())
                .findFirst()
                .map(next -> node.handOver(next.name())
                        .recover(e -> isLed() ? Future.failedFuture(e) : Future.succeededFuture()))
                .orElse(Future.succeededFuture());
    }

    /** @param otherwise what is said if it cannot be done */
    private Future<Void> change(String otherwise, Stream<RaftPeer> members) {
        return node.reconfigure(members.toList())
                .recover(e -> Future.failedFuture(
                        e instanceof DmException coded && coded.code() != StoreError.FAILED
                                ? coded
                                : new DmException(StoreError.MEMBERS_UNCHANGED, otherwise, e)));
    }

    private static boolean isNamed(RaftPeer peer, String name) {
        return peer.getId().toString().equals(name);
    }
}
