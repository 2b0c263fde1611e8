package io.dm4j.store.ratis;

import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.dm4j.store.Keyspace;
import io.dm4j.store.Member;
import io.dm4j.store.StoreError;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.AlreadyClosedException;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ReadException;
import org.apache.ratis.protocol.exceptions.ReadIndexException;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.ExitUtils;

/** One member's server, with its log on disk and its copy of the keyspace. Safe from any thread; nothing blocks the asking one. */
final class RaftNode {
    private static final Logger LOG = LogManager.getLogger(RaftNode.class);
    /** For the log of a large cluster on a slow disk; usually it is under a second. */
    private static final Duration OPENING = Duration.ofSeconds(60);
    /** A few others, each with one request at a time, some of which wait for the disk. */
    private static final int HEARING = 4;

    private final Vertx vertx;
    private final Seat seat;
    private final List<Member> founders;
    private final PeerLinks links;
    private final DataDir dataDir;
    private final RaftGroupId group;
    private final RaftPeerId self;
    private final WorkerExecutor asking;
    private final WorkerExecutor hearing;
    private final Replica replica;
    private final CompletableFuture<Void> led = new CompletableFuture<>();
    private final Requests requests;
    private volatile CutOffWatch watch;
    private volatile RaftServer server;
    private volatile boolean leads;
    private volatile boolean closed;
    private volatile DmException failed;

    /** @param tenure told on Ratis's threads, after this object knows */
    RaftNode(Vertx vertx, Seat seat, List<Member> founders, PeerLinks links, Replica.Tenure tenure) {
        this.vertx = vertx;
        this.seat = seat;
        this.founders = List.copyOf(founders);
        this.links = links;
        this.dataDir = new DataDir(seat);
        this.group = RaftGroupId.valueOf(UUID.fromString(seat.clusterId()));
        this.self = RaftPeerId.valueOf(seat.name());
        this.requests = new Requests(self, group);
        this.asking = vertx.createSharedWorkerExecutor("dm4j-store-" + UUID.randomUUID(), 1);
        this.hearing = vertx.createSharedWorkerExecutor("dm4j-peers-" + UUID.randomUUID(), HEARING);
        this.replica = new Replica(new Told(tenure));
    }

    /** Takes what an earlier life left on disk, and lets the others be heard. One that is alone leads when this completes. */
    Future<Void> open() {
        return asking.executeBlocking(this::openServer)
                .compose(v -> links.listen(this::hear))
                .compose(v -> leads ? tellOwnAddress() : Future.succeededFuture())
                .onSuccess(v -> watchWhomItHears())
                .onSuccess(v -> LOG.info("the metadata of cluster {} is open in {}", seat.clusterId(), seat.dataDir()));
    }

    Future<Void> close() {
        if (closed) {
            return Future.succeededFuture();
        }
        closed = true;
        if (watch != null) {
            watch.end();
        }
        return asking.executeBlocking(this::closeServer)
                .eventually(hearing::close)
                .eventually(asking::close);
    }

    /** Nothing more will come of it: it is closed, or its log cannot be written. */
    boolean isOver() {
        return closed || failed != null;
    }

    /** That its log cannot be written, if so. */
    Optional<DmException> failure() {
        return Optional.ofNullable(failed);
    }

    Keyspace keyspace() {
        return replica.keyspace();
    }

    boolean leads() {
        return leads;
    }

    /** Of the last election this member knows of. */
    long term() {
        return division().map(here -> here.getInfo().getCurrentTerm()).orElse(0L);
    }

    /** Who leads, as far as this member knows; empty while nobody does. */
    Optional<Member> leader() {
        return division().flatMap(here -> Optional.ofNullable(here.getInfo().getLeaderId())
                .map(id -> here.getRaftConf().getPeer(id))
                .map(Peers::member));
    }

    /** All members, as this one knows. */
    List<RaftPeer> peers() {
        return division()
                .map(here -> List.copyOf(here.getRaftConf().getCurrentPeers()))
                .orElse(List.of());
    }

    Optional<RaftServer.Division> division() {
        try {
            return isOver() || server == null ? Optional.empty() : Optional.of(server.getDivision(group));
        } catch (IOException e) {
            // it is being closed
            return Optional.empty();
        }
    }

    /** A change, through the leader, whoever that is. */
    Future<Answer> write(byte[] command) {
        Optional<Member> leader = leader();
        Future<byte[]> answer = leads || leader.isEmpty() || isSelf(leader.get())
                ? writeHere(command)
                : links.ask(leader.get().address(), PeerCall.WRITE.number(), command)
                        .recover(e -> Future.failedFuture(notNow(leader.get().name() + " did not answer", e)));
        return answer.map(Answer::of);
    }

    private Future<byte[]> writeHere(byte[] command) {
        return ask(() -> server.submitClientRequestAsync(requests.write(command)))
                .map(reply -> reply.getMessage().getContent().toByteArray());
    }

    /** Completes when this member's copy has all that was acknowledged before the call. */
    Future<Void> upToDate() {
        return ask(() -> server.submitClientRequestAsync(requests.upToDate())).mapEmpty();
    }

    /** Only at the leader. One member more or less at a time. */
    Future<Void> reconfigure(List<RaftPeer> members) {
        return ask(() -> server.setConfigurationAsync(requests.members(members)))
                .mapEmpty();
    }

    /** Only at the leader: completes when the other one leads, or fails within some seconds. */
    Future<Void> handOver(String to) {
        return ask(() -> server.transferLeadershipAsync(requests.handOver(to))).mapEmpty();
    }

    private Future<Void> stepBack() {
        return ask(() -> server.transferLeadershipAsync(requests.stepBack())).mapEmpty();
    }

    private void watchWhomItHears() {
        watch = CutOffWatch.begin(
                vertx, seat.name(), () -> leads && !heardLately().isOfMost(seat.name(), peers()), this::stepBack);
        if (closed) {
            watch.end();
        }
    }

    /** At the leader, whom it has heard of lately. */
    Hearing heardLately() {
        return Hearing.of(division());
    }

    /** One that is alone may have been given another address since its last life, so that others can join it. */
    private Future<Void> tellOwnAddress() {
        if (!isAlone() || Peers.member(peers().get(0)).equals(founders.get(0))) {
            return Future.succeededFuture();
        }
        // Ratis takes a new address only along with a new priority.
        return reconfigure(List.of(Peers.of(founders.get(0), false))).compose(v -> reconfigure(Peers.of(founders)));
    }

    private boolean isSelf(Member member) {
        return member.name().equals(seat.name());
    }

    private Void openServer() throws InterruptedException {
        // A failure of Ratis's must not end the application around it.
        ExitUtils.disableSystemExit();
        dataDir.claim();
        try {
            server = RaftServer.newBuilder()
                    .setServerId(self)
                    .setGroup(RaftGroup.valueOf(group, Peers.of(founders)))
                    .setStateMachine(replica)
                    // takes what is there, or begins anew; the default refuses what is there
                    .setOption(RaftStorage.StartupOption.RECOVER)
                    .setProperties(isAlone() ? Settings.alone(dataDir) : Settings.oneOfSeveral(dataDir))
                    .setParameters(PeerTransport.over(voice()))
                    .build();
            server.start();
            if (isAlone()) {
                led.get(OPENING.toMillis(), TimeUnit.MILLISECONDS);
            }
            replica.check();
            return null;
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            throw dataDir.refusal(e);
        }
    }

    /** By its own founding and by what it has learnt since. */
    private boolean isAlone() {
        return founders.size() == 1 && isSelf(founders.get(0)) && (server == null || peers().size() == 1);
    }

    private Void closeServer() throws IOException {
        if (server != null) {
            endServer();
        }
        dataDir.close();
        return null;
    }

    /** What another member asks of this one. */
    private Future<byte[]> hear(int number, byte[] message) {
        if (isOver()) {
            return Future.failedFuture(over());
        }
        PeerCall call = PeerCall.of(number);
        Context context = vertx.getOrCreateContext();
        return call == PeerCall.WRITE
                ? writeHere(message)
                : hearing.executeBlocking(() -> PeerTransport.serve(server, call, message), false)
                        .compose(answer -> Future.fromCompletionStage(answer, context))
                        .map(answer -> answer.toByteArray());
    }

    private Future<RaftClientReply> ask(Callable<CompletableFuture<RaftClientReply>> call) {
        if (isOver()) {
            return Future.failedFuture(over());
        }
        Context context = vertx.getOrCreateContext();
        return asking.executeBlocking(call)
                .compose(reply -> Future.fromCompletionStage(reply, context))
                .recover(e -> Future.failedFuture(coded(e)))
                .compose(reply -> reply.isSuccess()
                        ? Future.succeededFuture(reply)
                        : Future.failedFuture(coded(reply.getException())));
    }

    private DmException coded(Throwable failure) {
        DmException coded = DmException.from(failure, StoreError.FAILED);
        if (coded.code() != StoreError.FAILED) {
            return coded;
        }
        Throwable cause = coded.getCause();
        if (isOver() || cause instanceof AlreadyClosedException) {
            return over();
        }
        if (cause instanceof NotLeaderException
                || cause instanceof LeaderNotReadyException
                || cause instanceof LeaderSteppingDownException
                || cause instanceof ReadIndexException
                || cause instanceof ReadException) {
            return notNow("master " + seat.name() + " does not lead", cause);
        }
        return new DmException(StoreError.FAILED, "the metadata store of master " + seat.name() + " failed", cause);
    }

    private static DmException notNow(String why, Throwable cause) {
        return new DmException(StoreError.NOT_LEADER, why, cause);
    }

    /** One whose server takes long to end must not be heard of meanwhile: the others would take it for their leader. */
    private PeerLinks voice() {
        return new PeerLinks() {
            @Override
            public Future<byte[]> ask(Address member, int call, byte[] message) {
                return isOver() ? Future.failedFuture(over()) : links.ask(member, call, message);
            }

            @Override
            public Future<Void> listen(Ear ear) {
                return links.listen(ear);
            }
        };
    }

    private DmException over() {
        return failed != null && !closed ? failed : new DmException(StoreError.CLOSED, "the metadata store is closed");
    }

    /** Who cannot write must not lead, and must not vote for what it will have forgotten: the others go on without it. */
    private void fail(Throwable cause) {
        failed = new DmException(
                StoreError.LOG_UNWRITABLE,
                "the log of the metadata in " + dataDir.groups() + " cannot be written",
                DataDir.root(cause));
        LOG.error(failed.getMessage());
        led.completeExceptionally(failed);
        hearing.executeBlocking(this::endServer, false)
                .onFailure(e -> LOG.warn("the server of the metadata did not close: {}", e.getMessage()));
    }

    private Void endServer() throws IOException {
        server.close();
        return null;
    }

    private final class Told implements Replica.Tenure {
        private final Replica.Tenure further;

        Told(Replica.Tenure further) {
            this.further = further;
        }

        @Override
        public void gained() {
            leads = true;
            further.gained();
            led.complete(null);
        }

        @Override
        public void lost() {
            leads = false;
            further.lost();
        }

        @Override
        public void failed(Throwable cause) {
            if (!isOver()) {
                leads = false;
                fail(cause);
                further.failed(cause);
            }
        }
    }
}
