package io.dm4j.verticles;

import io.dm4j.check.Checks;
import io.dm4j.check.DatabaseChecks;
import io.dm4j.client.NodeChannel;
import io.dm4j.client.WorkerClient;
import io.dm4j.config.Address;
import io.dm4j.config.ConfigFile;
import io.dm4j.config.MasterConfig;
import io.dm4j.config.MasterFile;
import io.dm4j.endpoint.Forwarding;
import io.dm4j.endpoint.Guard;
import io.dm4j.endpoint.NodeMetrics;
import io.dm4j.endpoint.NodeServer;
import io.dm4j.endpoint.Readiness;
import io.dm4j.endpoint.Reload;
import io.dm4j.endpoint.StatusPages;
import io.dm4j.endpoint.StatusServer;
import io.dm4j.endpoint.master.ConfigQuery;
import io.dm4j.endpoint.master.HttpGateway;
import io.dm4j.endpoint.master.MasterGrpc;
import io.dm4j.endpoint.master.MastersGrpc;
import io.dm4j.endpoint.master.MemberList;
import io.dm4j.endpoint.master.MemberTrust;
import io.dm4j.endpoint.master.RelayWorkersGrpc;
import io.dm4j.endpoint.master.StatusQuery;
import io.dm4j.endpoint.master.StructureCalls;
import io.dm4j.endpoint.master.WorkerSessionGrpc;
import io.dm4j.endpoint.rest.RestApi;
import io.dm4j.endpoint.rest.RestContract;
import io.dm4j.endpoint.trust.TrustGrpc;
import io.dm4j.error.DmException;
import io.dm4j.master.ClusterMark;
import io.dm4j.master.Master;
import io.dm4j.master.MemberService;
import io.dm4j.master.StructureService;
import io.dm4j.master.TableService;
import io.dm4j.secret.Passwords;
import io.dm4j.secret.Sealing;
import io.dm4j.store.Group;
import io.dm4j.store.Leadership;
import io.dm4j.store.MetaStore;
import io.dm4j.store.SealedStore;
import io.dm4j.tls.TlsRole;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A dm-master in an application's own Vert.x. Deploy one instance. Port 0 takes a free one: {@link #address()} tells it. */
public final class MasterVerticle extends VerticleBase implements NodeProgram.Node {
    private static final Logger LOG = LogManager.getLogger(MasterVerticle.class);
    private static final String WORKERS = "workers";

    private final MasterConfig config;
    private final Optional<ConfigFile<?>> file;
    private Optional<Checks> checks = Optional.empty();
    private Optional<Leadership> leadership = Optional.empty();
    private Guard guard;
    private Metadata metadata;
    private Master master;
    private NodeChannel channel;
    private NodeServer server;
    private StatusPages pages;
    private Optional<StatusServer> probes = Optional.empty();
    private volatile Address address;

    public MasterVerticle(MasterConfig config) {
        this(config, Optional.empty());
    }

    /** With a file whose live keys are followed while the master runs. */
    public MasterVerticle(ConfigFile<MasterConfig> file) {
        this(file.first().value(), Optional.of(file));
    }

    private MasterVerticle(MasterConfig config, Optional<ConfigFile<?>> file) {
        this.config = config;
        this.file = file;
        this.address = config.advertiseAddr();
    }

    /** With the keys of a master's file; ConfigException if one is wrong. */
    public MasterVerticle(JsonObject config) {
        this(MasterFile.from(config).value());
    }

    /** For tests of what does not need databases. */
    MasterVerticle(MasterConfig config, Checks checks) {
        this(config);
        this.checks = Optional.of(checks);
    }

    /** For tests of a master among others. */
    MasterVerticle(MasterConfig config, Checks checks, Leadership leadership) {
        this(config, checks);
        this.leadership = Optional.of(leadership);
    }

    /** Where others reach it; with the port it listens on once it is deployed. */
    public Address address() {
        return address;
    }

    @Override
    public Future<?> start() {
        Future<RestContract> contract = RestContract.load(vertx);
        guard = new Guard(vertx, config, file);
        guard.start();
        return MasterSecrets.key(vertx, config)
                .compose(key -> Metadata.open(vertx, config, guard)
                        .onSuccess(opened -> metadata = opened)
                        .compose(opened -> opened.patiently(() -> SealedStore.over(opened.store(), new Sealing(key))))
                        .compose(store -> contract.compose(rest -> begin(store, new Passwords(key), rest))))
                .compose(begun -> server.listen(config.masterAddr()))
                .onSuccess(this::listening)
                .compose(port -> StatusServer.open(vertx, config.status(), guard, pages))
                .onSuccess(opened -> probes = opened)
                .compose(opened -> metadata.patiently(() -> master.masters().tell(address, config.advertisePeerUrls())))
                .onFailure(e -> stop());
    }

    @Override
    public Future<?> stop() {
        guard.stop();
        return closed(probes.map(StatusServer::close).orElse(Future.succeededFuture()))
                .compose(v -> closed(server == null ? Future.succeededFuture() : server.close()))
                .compose(v -> closed(master == null ? Future.succeededFuture() : master.stop()))
                .compose(v -> closed(channel == null ? Future.succeededFuture() : channel.close()))
                .compose(v -> closed(metadata == null ? Future.succeededFuture() : metadata.close()));
    }

    private Future<Void> begin(MetaStore store, Passwords passwords, RestContract contract) {
        return metadata.patiently(() -> ClusterMark.of(store, metadata.proposal()))
                .compose(clusterId -> begin(store, clusterId, passwords, contract));
    }

    private Future<Void> begin(MetaStore store, String clusterId, Passwords passwords, RestContract contract) {
        channel = NodeChannel.over(vertx, guard.open(WORKERS, TlsRole.CLIENT), config.rpcTimeout());
        guard.watch(WORKERS, channel);
        master = new Master(
                vertx,
                store,
                metadata.group(),
                clusterId,
                passwords,
                checks.orElseGet(() -> new DatabaseChecks(vertx)),
                new TargetMeta(vertx));
        WorkerClient workers = new WorkerClient(channel);
        pages = new StatusPages(metrics(master), this::readiness);
        StatusQuery status = new StatusQuery(master.status(), workers);
        MemberList members = new MemberList(master, config.security().wantsTls());
        DatabaseTables databases = new DatabaseTables(vertx);
        TableService tables = new TableService(master.configs(), databases);
        StructureService structures =
                new StructureService(master.configs(), tables, databases, databases, master.pausedTasks());
        MasterGrpc calls = new MasterGrpc(
                master,
                status,
                members,
                new ConfigQuery(master, workers, config),
                new StructureCalls(tables, structures, master.pausedTasks()));
        TrustGrpc trust = new TrustGrpc(trusted(), guard, new MemberTrust(master, config.name(), workers));
        RestApi rest = RestApi.of(vertx, contract, master, status, tables, structures, trust, number(clusterId));
        server = new NodeServer(
                vertx,
                guard,
                List.of(
                        calls.service(),
                        new RelayWorkersGrpc().service(),
                        new MastersGrpc(master.masters()).service(),
                        new WorkerSessionGrpc(master.sessions()).service(),
                        trust.service()),
                pages,
                List.of(rest, new HttpGateway(calls)),
                Optional.of(
                        new Forwarding(vertx, leadership.orElseGet(master::leadership), channel, config.rpcTimeout())));
        if (config.grpcReflection()) {
            server.reflect();
        }
        return metadata.patiently(master::start);
    }

    /** One that is cut off from the others answers nobody's question. */
    private Readiness readiness() {
        Group group = metadata.group();
        return group.leader().isPresent()
                ? Readiness.yes()
                : Readiness.no(group.trouble()
                        .map(DmException::getMessage)
                        .orElse("no master leads now: most of them must run and reach each other"));
    }

    /** As DM's id of a cluster, which is a number. */
    private static long number(String clusterId) {
        return UUID.fromString(clusterId).getMostSignificantBits() & Long.MAX_VALUE;
    }

    private TrustGrpc.Self trusted() {
        return new TrustGrpc.Self(TrustGrpc.Kind.MASTER, config.name(), this::address);
    }

    private static NodeMetrics metrics(Master master) {
        MemberService members = master.members();
        NodeMetrics metrics = new NodeMetrics();
        metrics.gauge(
                "dm_master_start_leader_counter",
                "how often this master has begun to lead",
                () -> Future.succeededFuture(List.of(new NodeMetrics.Row(Tags.empty(), master.timesLed()))));
        metrics.gauge("dm_master_worker_state", "0 offline, 1 free, 2 bound", () -> members.workers()
                .map(all -> all.stream()
                        .map(w -> new NodeMetrics.Row(
                                Tags.of("worker", w.name()), w.stage().number()))
                        .toList()));
        return metrics;
    }

    private void listening(int port) {
        if (config.advertiseAddr().port() == 0) {
            address = new Address(config.advertiseAddr().host(), port);
        }
        LOG.info("dm-master {} serves at {}", config.name(), address);
    }

    /** Looks at the TLS files, and the configuration file if there is one, at once; tells what has changed. Never fails. */
    @Override
    public Future<List<Reload>> reload() {
        return guard.reload();
    }

    private static Future<Void> closed(Future<Void> part) {
        return part.otherwise(e -> {
            LOG.warn("a part of dm-master did not stop cleanly: {}", e.getMessage());
            return null;
        });
    }
}
