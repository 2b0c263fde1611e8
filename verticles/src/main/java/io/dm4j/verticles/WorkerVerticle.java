package io.dm4j.verticles;

import io.dm4j.client.NodeChannel;
import io.dm4j.client.SessionClient;
import io.dm4j.config.Address;
import io.dm4j.config.ConfigFile;
import io.dm4j.config.WorkerConfig;
import io.dm4j.config.WorkerFile;
import io.dm4j.endpoint.Guard;
import io.dm4j.endpoint.NodeServer;
import io.dm4j.endpoint.Readiness;
import io.dm4j.endpoint.Reload;
import io.dm4j.endpoint.StatusPages;
import io.dm4j.endpoint.StatusServer;
import io.dm4j.endpoint.trust.Members;
import io.dm4j.endpoint.trust.TrustGrpc;
import io.dm4j.endpoint.worker.GrpcMasterDoor;
import io.dm4j.endpoint.worker.WorkerGrpc;
import io.dm4j.endpoint.worker.WorkerMetrics;
import io.dm4j.error.DmException;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStore;
import io.dm4j.worker.Identity;
import io.dm4j.worker.MasterSession;
import io.dm4j.worker.UnitFactory;
import io.dm4j.worker.Worker;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A dm-worker in an application's own Vert.x. Deploy one instance. Port 0 takes a free one: {@link #address()} tells it. */
public final class WorkerVerticle extends VerticleBase implements NodeProgram.Node {
    private static final Logger LOG = LogManager.getLogger(WorkerVerticle.class);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final String SESSION = "session";

    private final WorkerConfig config;
    private final Optional<ConfigFile<?>> file;
    private final UnitFactory units;
    private Guard guard;
    private Worker worker;
    private MasterSession session;
    private NodeChannel channel;
    private NodeServer server;
    private Optional<StatusServer> probes = Optional.empty();
    private volatile Address address;

    public WorkerVerticle(WorkerConfig config) {
        this(config, Optional.empty(), Units::make);
    }

    /** With a file whose live keys are followed while the worker runs. */
    public WorkerVerticle(ConfigFile<WorkerConfig> file) {
        this(file.first().value(), Optional.of(file), Units::make);
    }

    /** With the keys of a worker's file; ConfigException if one is wrong. */
    public WorkerVerticle(JsonObject config) {
        this(WorkerFile.from(config).value());
    }

    /** For tests of what does not need databases. */
    WorkerVerticle(WorkerConfig config, UnitFactory units) {
        this(config, Optional.empty(), units);
    }

    private WorkerVerticle(WorkerConfig config, Optional<ConfigFile<?>> file, UnitFactory units) {
        this.config = config;
        this.file = file;
        this.units = units;
        this.address = config.advertiseAddr();
    }

    /** Where masters reach it; with the port it listens on once it is deployed. */
    public Address address() {
        return address;
    }

    /** Completes when the port is open; the masters may come later. */
    @Override
    public Future<?> start() {
        return Future.succeededFuture()
                .compose(v -> begin())
                .onSuccess(port -> session.start())
                .onSuccess(port -> guard.start())
                .onFailure(e -> stop());
    }

    @Override
    public Future<?> stop() {
        if (guard != null) {
            guard.stop();
        }
        return closed(session == null ? Future.succeededFuture() : session.stop())
                .compose(v -> closed(probes.map(StatusServer::close).orElse(Future.succeededFuture())))
                .compose(v -> closed(server == null ? Future.succeededFuture() : server.close()))
                .compose(v -> closed(channel == null ? Future.succeededFuture() : channel.close()));
    }

    private Future<Void> begin() {
        guard = new Guard(vertx, config, file);
        worker = new Worker(vertx, config.name(), UUID.randomUUID().toString(), units, guard.inventory());
        Optional<TlsStore> own = guard.open(SESSION, TlsRole.CLIENT);
        channel = NodeChannel.over(vertx, own, CALL);
        guard.watch(SESSION, channel);
        own.ifPresent(this::renewWith);
        StatusPages pages = new StatusPages(WorkerMetrics.of(worker), this::readiness);
        server = new NodeServer(
                vertx,
                guard,
                List.of(
                        new WorkerGrpc(worker, config, this::trouble).service(),
                        new TrustGrpc(trusted(), guard, Members.NONE).service()),
                pages);
        if (config.grpcReflection()) {
            server.reflect();
        }
        return server.listen(config.workerAddr())
                .map(this::listening)
                .compose(v -> StatusServer.open(vertx, config.status(), guard, pages))
                .map(opened -> {
                    probes = opened;
                    return null;
                });
    }

    /** The line to the master is opened anew with each set of files, so that it never outlives what it was opened with. */
    private void renewWith(TlsStore own) {
        AtomicLong generation = new AtomicLong(own.last().number());
        guard.afterLook(() -> {
            long now = own.last().number();
            if (generation.getAndSet(now) != now) {
                session.renew();
            }
        });
    }

    private TrustGrpc.Self trusted() {
        return new TrustGrpc.Self(TrustGrpc.Kind.WORKER, config.name(), this::address);
    }

    private Void listening(int port) {
        if (config.advertiseAddr().port() == 0) {
            address = new Address(config.advertiseAddr().host(), port);
        }
        LOG.info("dm-worker {} serves at {}", config.name(), address);
        session = new MasterSession(
                vertx,
                worker,
                new Identity(address, config.maxSources(), config.keepaliveTtl(), config.labels()),
                new GrpcMasterDoor(new SessionClient(channel)),
                config.join(),
                System::nanoTime);
        return null;
    }

    private Optional<DmException> trouble() {
        return session == null ? Optional.empty() : session.trouble();
    }

    private Readiness readiness() {
        return session != null && session.isJoined()
                ? Readiness.yes()
                : Readiness.no(trouble().map(DmException::getMessage).orElse("no session with a master"));
    }

    /** Looks at the TLS files, and the configuration file if there is one, at once; tells what has changed. Never fails. */
    @Override
    public Future<List<Reload>> reload() {
        return guard.reload();
    }

    private static Future<Void> closed(Future<Void> part) {
        return part.otherwise(e -> {
            LOG.warn("a part of dm-worker did not stop cleanly: {}", e.getMessage());
            return null;
        });
    }
}
