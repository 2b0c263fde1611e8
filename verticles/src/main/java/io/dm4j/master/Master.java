package io.dm4j.master;

import io.dm4j.check.Checks;
import io.dm4j.secret.Passwords;
import io.dm4j.store.MetaStore;
import io.dm4j.store.Watch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The leading master's services, and the two that follow every change of the store: binder and sessions. One context. */
public final class Master {
    private static final Logger LOG = LogManager.getLogger(Master.class);
    /** How long a command waits for the workers, as in DM. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MetaStore store;
    private final Passwords passwords;
    private final Binder binder;
    private final WorkerSessions sessions;
    private final SourceService sources;
    private final TaskService tasks;
    private final StatusService status;
    private final MemberService members;
    private final TransferService transfers;
    private final ConfigService configs;
    private Watch watch;

    /**
     * @param clusterId written to targets, so that two clusters never share a task's progress
     * @param passwords opens those that operators have encrypted for their files
     */
    public Master(
            Vertx vertx,
            MetaStore store,
            String clusterId,
            Passwords passwords,
            Checks checks,
            MetaRemoval metaRemoval) {
        this(vertx, store, clusterId, passwords, checks, metaRemoval, Leadership.alone());
    }

    /** One of several masters, which has workers only while it leads. */
    public Master(
            Vertx vertx,
            MetaStore store,
            String clusterId,
            Passwords passwords,
            Checks checks,
            MetaRemoval metaRemoval,
            Leadership leadership) {
        OperatorFiles files = new OperatorFiles(passwords);
        Cluster cluster = new Cluster(store);
        Reports reports = new Reports(vertx, PATIENCE);
        this.store = store;
        this.passwords = passwords;
        this.binder = new Binder(cluster, System::currentTimeMillis);
        this.sessions = new WorkerSessions(cluster, new DesiredStates(files), reports, clusterId, leadership);
        this.sources = new SourceService(cluster, files, checks, binder, reports);
        this.tasks = new TaskService(cluster, files, checks, metaRemoval, reports);
        this.status = new StatusService(cluster);
        this.members = new MemberService(cluster);
        this.transfers = new TransferService(cluster, binder, reports);
        this.configs = new ConfigService(cluster, files);
    }

    /** Follows the store from now on. */
    public Future<Void> start() {
        return store.watch(Keys.ALL, 0, changes -> follow())
                .onSuccess(w -> watch = w)
                .compose(w -> transfers.takeAllBack())
                .compose(back -> binder.settle());
    }

    public Future<Void> stop() {
        if (watch != null) {
            watch.cancel();
        }
        return Future.succeededFuture();
    }

    public WorkerSessions sessions() {
        return sessions;
    }

    public SourceService sources() {
        return sources;
    }

    public TaskService tasks() {
        return tasks;
    }

    public TransferService transfers() {
        return transfers;
    }

    public StatusService status() {
        return status;
    }

    public MemberService members() {
        return members;
    }

    public ConfigService configs() {
        return configs;
    }

    /** For operators' files. */
    public Passwords passwords() {
        return passwords;
    }

    private void follow() {
        binder.settle()
                .compose(settled -> sessions.refresh())
                .onFailure(e -> LOG.error("the change of the store could not be followed", e));
    }
}
