package io.dm4j.endpoint;

import io.dm4j.client.NodeChannel;
import io.dm4j.config.ConfigFile;
import io.dm4j.config.NodeConfig;
import io.dm4j.config.SecurityConfig;
import io.dm4j.tls.Callers;
import io.dm4j.tls.TlsClient;
import io.dm4j.tls.TlsInventory;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Keeps a node's trust up to date: knows every set of TLS files in use, looks at them and at the configuration file each second, and
 * then has every open connection judged anew. One for each node. Any thread, except where a method says otherwise.
 */
public final class Guard {
    private static final Logger LOG = LogManager.getLogger(Guard.class);
    private static final long LOOK_MS = 1000;
    /** A little more than a configuration file takes to settle. */
    private static final long SETTLED_MS = 120;

    private final Vertx vertx;
    private final NodeConfig config;
    private final Optional<ConfigFile<?>> file;
    private final TlsInventory inventory = new TlsInventory();
    private final List<Port> ports = new CopyOnWriteArrayList<>();
    private final List<Links> links = new CopyOnWriteArrayList<>();
    private final List<Runnable> sweeps = new CopyOnWriteArrayList<>();
    private final Context context;
    private long timer = -1;
    private boolean looking;

    /** A port under TLS and who calls it. */
    public record Port(String use, Callers callers) {}

    /** Connections to other nodes, by the use of the set they are made with. */
    public record Links(String use, Supplier<List<TlsClient.Link>> open) {}

    /**
     * On the context that is to do what follows a look.
     *
     * @param file empty where the configuration came otherwise: then only the TLS files are live
     */
    public Guard(Vertx vertx, NodeConfig config, Optional<ConfigFile<?>> file) {
        this.vertx = vertx;
        this.config = config;
        this.file = file;
        this.context = vertx.getOrCreateContext();
    }

    /**
     * The node's own material for one use, from now on in the inventory; empty if it speaks plain text. A set that does not serve is a
     * coded DmException. Blocks on small files.
     */
    public Optional<TlsStore> open(String use, TlsRole role) {
        return open(use, role, NodeConfig::security);
    }

    /** As {@link #open(String, TlsRole)}, for a block of the configuration other than the node's own. */
    Optional<TlsStore> open(String use, TlsRole role, Function<NodeConfig, SecurityConfig> block) {
        SecurityConfig security = block.apply(config);
        if (!security.wantsTls()) {
            return Optional.empty();
        }
        Supplier<NodeConfig> now = () -> file.<NodeConfig>map(ConfigFile::now).orElse(config);
        TlsStore store =
                TlsStore.open(security, role, () -> block.apply(now.get()).allowed());
        inventory.add(use, store);
        return Optional.of(store);
    }

    /** Where whoever opens another set of TLS files tells of it. */
    public TlsInventory inventory() {
        return inventory;
    }

    public Optional<ConfigFile<?>> file() {
        return file;
    }

    /** The callers of a port, to be judged after each look, and told of. */
    public void watch(String use, Callers callers) {
        ports.add(new Port(use, callers));
        afterLook(callers::sweepAsLastSeen);
    }

    /** In the order they were opened. */
    public List<Port> ports() {
        return List.copyOf(ports);
    }

    /** A channel whose connections are made with the set of this use: to be judged after each look, and told of. */
    public void watch(String use, NodeChannel channel) {
        links.add(new Links(use, channel::links));
        afterLook(channel::sweep);
    }

    /** In the order they were added. */
    public List<Links> links() {
        return List.copyOf(links);
    }

    /** To be done after each look, such as judging open connections; on the context this object was made on. */
    public void afterLook(Runnable sweep) {
        sweeps.add(sweep);
    }

    /** Looks each second from now on. On the context this object was made on. */
    public void start() {
        timer = vertx.setPeriodic(LOOK_MS, id -> look());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    /** On a worker thread. A look that is under way is not overtaken. Never fails. */
    private void look() {
        if (!looking) {
            looking = true;
            vertx.executeBlocking(this::lookAtAll)
                    .onComplete(looked -> looking = false)
                    .onSuccess(this::again)
                    .onSuccess(looked -> sweep())
                    .onFailure(e -> LOG.error("the look at the files failed", e));
        }
    }

    private Optional<ConfigFile.Look> lookAtAll() {
        Optional<ConfigFile.Look> config = file.map(ConfigFile::look);
        inventory.look();
        return config;
    }

    private void again(Optional<ConfigFile.Look> config) {
        if (config.filter(look -> look == ConfigFile.Look.SETTLING).isPresent()) {
            vertx.setTimer(SETTLED_MS, id -> look());
        }
    }

    private void sweep() {
        sweeps.forEach(Runnable::run);
    }

    /** For an operator who has replaced files and does not want to wait; tells what has changed. Never fails. From any thread. */
    public Future<List<Reload>> reload() {
        Promise<List<Reload>> answer = Promise.promise();
        context.runOnContext(v -> vertx.executeBlocking(() -> Reload.of(file, inventory))
                .onSuccess(done -> sweep())
                .onComplete(answer));
        return answer.future();
    }
}
