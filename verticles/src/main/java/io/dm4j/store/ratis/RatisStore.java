package io.dm4j.store.ratis;

import io.dm4j.error.DmException;
import io.dm4j.store.Changes;
import io.dm4j.store.Compare;
import io.dm4j.store.ContextWatch;
import io.dm4j.store.Keyspace;
import io.dm4j.store.LeaseClock;
import io.dm4j.store.Listing;
import io.dm4j.store.MetaStore;
import io.dm4j.store.Op;
import io.dm4j.store.StoreError;
import io.dm4j.store.TxnResult;
import io.dm4j.store.Watch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.AlreadyClosedException;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.ExitUtils;

/**
 * A store that outlives the process: what it has acknowledged is on disk. Safe from any thread; futures and watches call back on the
 * context that asked, and nothing blocks it. What one context asks for is done in that order.
 */
public final class RatisStore implements MetaStore {
    private static final Logger LOG = LogManager.getLogger(RatisStore.class);
    private static final long LEASE_CHECK_MS = 100;
    /** For the log of a large cluster on a slow disk; usually it is under a second. */
    private static final Duration OPENING = Duration.ofSeconds(60);
    /** Room for Ratis's own fields around our bytes. */
    private static final int LONGEST_COMMAND = Settings.LONGEST_ENTRY - (64 << 10);

    private final Vertx vertx;
    private final Seat seat;
    private final DataDir dataDir;
    private final RaftGroupId group;
    private final RaftPeerId self;
    private final WorkerExecutor worker;
    private final Replica replica = new Replica(new OwnTenure());
    private final LeaseClock clock = new LeaseClock(System::nanoTime);
    private final CompletableFuture<Void> led = new CompletableFuture<>();
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();
    private RaftServer server;
    private long timer;
    private Future<Void> ending = Future.succeededFuture();
    private volatile boolean leads;
    private volatile boolean closed;

    private RatisStore(Vertx vertx, Seat seat) {
        this.vertx = vertx;
        this.seat = seat;
        this.dataDir = new DataDir(seat);
        this.group = RaftGroupId.valueOf(UUID.fromString(seat.clusterId()));
        this.self = RaftPeerId.valueOf(seat.name());
        this.worker = vertx.createSharedWorkerExecutor("dm4j-store-" + UUID.randomUUID(), 1);
    }

    /**
     * The store of a master that is alone in its cluster; takes what an earlier life left under the seat's directory. Fails with a
     * {@link StoreError} that names the directory or file, and then has changed nothing in it.
     */
    public static Future<RatisStore> open(Vertx vertx, Seat seat) {
        RatisStore store = new RatisStore(vertx, seat);
        return store.start().map(store).recover(e -> store.close().transform(done -> Future.failedFuture(e)));
    }

    @Override
    public Future<Listing> list(String prefix) {
        return upToDate().map(v -> keyspace().list(prefix));
    }

    @Override
    public Future<TxnResult> txn(List<Compare> compares, List<Op> ops) {
        return submit(new Command.Txn(compares, ops)).map(answer -> {
            if (answer.kind() == Answer.Kind.LEASE_GONE) {
                throw new DmException(StoreError.LEASE_GONE, "the lease of a key to be written has ended");
            }
            return answer.txn();
        });
    }

    @Override
    public Future<Watch> watch(String prefix, long fromRevision, Handler<Changes> handler) {
        Context context = vertx.getOrCreateContext();
        return upToDate().map(v -> ContextWatch.of(keyspace(), prefix, fromRevision, handler, context));
    }

    @Override
    public Future<Long> grant(Duration ttl) {
        return submit(new Command.Grant(ttl)).map(answer -> {
            clock.keep(answer.number(), ttl);
            return answer.number();
        });
    }

    /** Is not in the log: only the leader's clock counts, and that it still leads is asked of the others first. */
    @Override
    public Future<Void> keepAlive(long lease) {
        return upToDate().map(v -> {
            if (!keyspace().lease(lease).filter(ttl -> clock.keep(lease, ttl)).isPresent()) {
                throw Keyspace.gone(lease);
            }
            return null;
        });
    }

    @Override
    public Future<Void> revoke(long lease) {
        return submit(new Command.Revoke(lease)).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        if (closed) {
            return Future.succeededFuture();
        }
        closed = true;
        vertx.cancelTimer(timer);
        keyspace().unfollowAll();
        return worker.executeBlocking(this::closeServer).eventually(worker::close);
    }

    private Future<Void> start() {
        return worker.executeBlocking(this::openServer).onSuccess(v -> {
            timer = vertx.setPeriodic(LEASE_CHECK_MS, id -> endLeases());
            LOG.info("the metadata of cluster {} is open in {}", seat.clusterId(), seat.dataDir());
        });
    }

    private Void openServer() throws InterruptedException {
        // A failure of Ratis's must not end the application around it.
        ExitUtils.disableSystemExit();
        dataDir.claim();
        try {
            server = RaftServer.newBuilder()
                    .setServerId(self)
                    .setGroup(RaftGroup.valueOf(
                            group,
                            RaftPeer.newBuilder()
                                    .setId(self)
                                    .setAddress("127.0.0.1:0")
                                    .build()))
                    .setStateMachine(replica)
                    // takes what is there, or begins anew; the default refuses what is there
                    .setOption(RaftStorage.StartupOption.RECOVER)
                    .setProperties(Settings.alone(dataDir))
                    .build();
            server.start();
            refuseGap();
            led.get(OPENING.toMillis(), TimeUnit.MILLISECONDS);
            replica.check();
            return null;
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            throw dataDir.refusal(e);
        }
    }

    /** Ratis would wait for ever for an image that closes it. */
    private void refuseGap() throws IOException {
        long begins = server.getDivision(group).getRaftLog().getStartIndex();
        if (begins > replica.getLastAppliedTermIndex().getIndex() + 1) {
            throw dataDir.imageMissing(begins);
        }
    }

    private Void closeServer() throws IOException {
        if (server != null) {
            server.close();
        }
        dataDir.close();
        return null;
    }

    private Keyspace keyspace() {
        return replica.keyspace();
    }

    private Future<Answer> submit(Command command) {
        byte[] bytes = command.bytes();
        if (bytes.length > LONGEST_COMMAND) {
            return Future.failedFuture(new DmException(
                    StoreError.TOO_LARGE, "a change of " + bytes.length + " bytes, at most " + LONGEST_COMMAND));
        }
        return ask(RaftClientRequest.writeRequestType(), Replica.message(bytes))
                .map(reply -> Answer.of(reply.getMessage().getContent().toByteArray()));
    }

    /** Completes when this member's copy has all that was acknowledged before the call. */
    private Future<RaftClientReply> upToDate() {
        return ask(RaftClientRequest.readRequestType(), Message.EMPTY);
    }

    private Future<RaftClientReply> ask(RaftClientRequest.Type type, Message message) {
        if (closed) {
            return Future.failedFuture(closedNow());
        }
        Context context = vertx.getOrCreateContext();
        Supplier<CompletableFuture<RaftClientReply>> call = () -> call(type, message);
        return worker.executeBlocking(call::get)
                .compose(reply -> Future.fromCompletionStage(reply, context))
                .recover(e -> Future.failedFuture(coded(e)))
                .compose(reply -> reply.isSuccess()
                        ? Future.succeededFuture(reply)
                        : Future.failedFuture(coded(reply.getException())));
    }

    private CompletableFuture<RaftClientReply> call(RaftClientRequest.Type type, Message message) {
        try {
            return server.submitClientRequestAsync(RaftClientRequest.newBuilder()
                    .setClientId(client)
                    .setServerId(self)
                    .setGroupId(group)
                    .setCallId(calls.incrementAndGet())
                    .setMessage(message)
                    .setType(type)
                    .build());
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Through the log, one round at a time; called by the timer. */
    private void endLeases() {
        if (leads && ending.isComplete()) {
            List<Future<Void>> revoked =
                    clock.over(keyspace().leases()).stream().map(this::revoke).toList();
            ending = Future.join(revoked)
                    .<Void>mapEmpty()
                    .onFailure(e -> LOG.warn("a lease could not be ended now: {}", e.getMessage()));
        }
    }

    private DmException coded(Throwable failure) {
        DmException coded = DmException.from(failure, StoreError.FAILED);
        if (coded.code() != StoreError.FAILED) {
            return coded;
        }
        Throwable cause = coded.getCause();
        if (closed || cause instanceof AlreadyClosedException) {
            return closedNow();
        }
        if (cause instanceof NotLeaderException || cause instanceof LeaderNotReadyException) {
            return new DmException(StoreError.NOT_LEADER, "master " + seat.name() + " does not lead", cause);
        }
        return new DmException(StoreError.FAILED, "the metadata store of master " + seat.name() + " failed", cause);
    }

    private static DmException closedNow() {
        return new DmException(StoreError.CLOSED, "the metadata store is closed");
    }

    private final class OwnTenure implements Replica.Tenure {
        @Override
        public void gained() {
            clock.restart();
            leads = true;
            led.complete(null);
        }

        @Override
        public void lost() {
            leads = false;
        }
    }
}
