package io.dm4j.master;

import io.dm4j.check.Checks;
import io.dm4j.error.DmException;
import io.dm4j.secret.Passwords;
import io.dm4j.store.Group;
import io.dm4j.store.Leadership;
import io.dm4j.store.MetaStore;
import io.dm4j.store.StoreError;
import io.dm4j.store.Watch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A master's services, and the two that follow every change of the store while it leads: binder and sessions. One context. */
public final class Master {
    private static final Logger LOG = LogManager.getLogger(Master.class);
    /** How long a command waits for the workers, as in DM. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long AGAIN_MS = 500;

    private final Vertx vertx;
    private final MetaStore store;
    private final Group group;
    private final Passwords passwords;
    private final Masters masters;
    private final Leadership leadership;
    private final Binder binder;
    private final WorkerSessions sessions;
    private final SourceService sources;
    private final TaskService tasks;
    private final StatementService statements;
    private final PausedTasks pausedTasks;
    private final StatusService status;
    private final MemberService members;
    private final MasterService masterService;
    private final TransferService transfers;
    private final ConfigService configs;
    private final TemplateService templates;
    private Optional<Watch> watch = Optional.empty();
    private Future<Void> turning = Future.succeededFuture();
    private long timesLed;
    private boolean stopped;

    /**
     * @param group that keeps the store
     * @param clusterId written to targets, so that two clusters never share a task's progress
     * @param passwords opens those that operators have encrypted for their files
     */
    public Master(
            Vertx vertx,
            MetaStore store,
            Group group,
            String clusterId,
            Passwords passwords,
            Checks checks,
            MetaRemoval metaRemoval) {
        OperatorFiles files = new OperatorFiles(passwords);
        Placements placements = new Placements(files);
        Cluster cluster = new Cluster(store);
        Reports reports = new Reports(vertx, PATIENCE);
        this.vertx = vertx;
        this.store = store;
        this.group = group;
        this.passwords = passwords;
        this.masters = new Masters(store);
        this.leadership = new GroupLeadership(group, masters);
        this.binder = new Binder(cluster, placements, System::currentTimeMillis);
        this.sessions = new WorkerSessions(cluster, new DesiredStates(files), reports, clusterId, leadership);
        this.sources = new SourceService(cluster, files, placements, checks, binder, reports);
        Latches latches = new Latches();
        Waiting waiting = new Waiting(placements, reports);
        this.tasks = new TaskService(cluster, files, placements, checks, metaRemoval, latches, waiting);
        this.statements = new StatementService(cluster, files, latches, reports, waiting);
        this.pausedTasks = new PausedTasks(cluster, files, latches, reports);
        this.status = new StatusService(cluster, placements);
        this.members = new MemberService(cluster);
        this.masterService = new MasterService(group, masters);
        this.transfers = new TransferService(cluster, placements, binder, reports);
        this.configs = new ConfigService(cluster, files);
        this.templates = new TemplateService(cluster);
    }

    /** Leads from now on whenever the group says so: follows the store, binds sources, sends workers what they shall have. */
    public Future<Void> start() {
        return masters.start().compose(v -> {
            group.onChange(this::turn);
            return turn().recover(e -> group.isLed() ? Future.failedFuture(e) : Future.succeededFuture());
        });
    }

    public Future<Void> stop() {
        stopped = true;
        masters.stop();
        rest();
        return Future.succeededFuture();
    }

    /** One turn after the other, as leaderships begin and end. */
    private Future<Void> turn() {
        turning = turning.transform(before -> {
            if (stopped || group.isLed() == watch.isPresent()) {
                return Future.succeededFuture();
            }
            return group.isLed() ? lead() : rest();
        });
        return turning;
    }

    private Future<Void> lead() {
        LOG.info("master {} leads, term {}", group.self(), group.term());
        return store.watch(Keys.ALL, 0, changes -> follow())
                .onSuccess(w -> watch = Optional.of(w))
                .compose(w -> transfers.takeAllBack())
                .compose(back -> binder.settle())
                .onSuccess(settled -> timesLed++)
                .onFailure(e -> {
                    LOG.warn("master {} could not begin to lead now: {}", group.self(), e.getMessage());
                    rest();
                    vertx.setTimer(AGAIN_MS, id -> turn());
                });
    }

    private Future<Void> rest() {
        watch.ifPresent(Watch::cancel);
        watch = Optional.empty();
        sessions.sendAway();
        return Future.succeededFuture();
    }

    /** Which master leads, as this one knows. */
    public Leadership leadership() {
        return leadership;
    }

    /** How often this master has begun to lead, since it was started. */
    public long timesLed() {
        return timesLed;
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

    public StatementService statements() {
        return statements;
    }

    public PausedTasks pausedTasks() {
        return pausedTasks;
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

    public MasterService masters() {
        return masterService;
    }

    public ConfigService configs() {
        return configs;
    }

    public TemplateService templates() {
        return templates;
    }

    /** For operators' files. */
    public Passwords passwords() {
        return passwords;
    }

    private void follow() {
        binder.settle().compose(settled -> sessions.refresh()).onFailure(Master::notFollowed);
    }

    /** A master that closes leaves what changes meanwhile to its next start, or to the next leader. */
    private static void notFollowed(Throwable failure) {
        if (failure instanceof DmException coded && coded.code() == StoreError.CLOSED) {
            LOG.debug("closed before a change of the store was followed");
        } else {
            LOG.error("the change of the store could not be followed", failure);
        }
    }
}
