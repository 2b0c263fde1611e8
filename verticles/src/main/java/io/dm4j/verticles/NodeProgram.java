package io.dm4j.verticles;

import io.dm4j.client.Build;
import io.dm4j.config.ConfigException;
import io.dm4j.config.ConfigFile;
import io.dm4j.config.NodeConfig;
import io.dm4j.config.Parsed;
import io.dm4j.endpoint.Reload;
import io.dm4j.error.DmException;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What dm-master and dm-worker have in common as processes: flags, exit codes, log, signals. */
final class NodeProgram<C extends NodeConfig> {
    private static final int OK = 0;
    private static final int CANNOT_START = 2;
    private static final long START_SECONDS = 60;
    /** Longer than a unit may take to stop. */
    private static final long STOP_SECONDS = 20;

    /** Turns a file's text, with the flags over it, into a configuration. */
    interface Reader<C> {
        Parsed<C> read(String file, String text, Map<String, List<String>> flags);
    }

    /** A node as its process sees it. */
    interface Node extends Deployable {
        /** Looks at all files at once. Never fails. */
        Future<List<Reload>> reload();
    }

    private final String name;
    private final Supplier<String> sample;
    private final Reader<C> reader;
    private final Function<ConfigFile<C>, Node> ofFile;
    private final Function<C, Node> ofFlags;

    NodeProgram(
            String name,
            Supplier<String> sample,
            Reader<C> reader,
            Function<ConfigFile<C>, Node> ofFile,
            Function<C, Node> ofFlags) {
        this.name = name;
        this.sample = sample;
        this.reader = reader;
        this.ofFile = ofFile;
        this.ofFlags = ofFlags;
    }

    /** Runs until a signal ends the process; returns the exit code if there is nothing to run. */
    int run(String... args) throws InterruptedException {
        CommandLine line = CommandLine.parse(args);
        if (line.has("V", "version")) {
            System.out.print(Build.ours().text());
            return OK;
        }
        if (line.has("print-sample-config")) {
            System.out.print(sample.get());
            return OK;
        }
        if (line.has("help", "h")) {
            System.out.println(usage());
            return OK;
        }
        if (!line.strays().isEmpty()) {
            return refuse("unexpected argument " + line.strays().get(0) + "\n" + usage());
        }
        try {
            return serve(line);
        } catch (ConfigException e) {
            return refuse(e.what());
        }
    }

    private int serve(CommandLine line) throws InterruptedException {
        Optional<ConfigFile<C>> file = line.last("config")
                .map(path -> ConfigFile.open(
                        Path.of(path), line.flags().keySet(), (name, text) -> reader.read(name, text, line.flags())));
        Parsed<C> config = file.map(ConfigFile::first).orElseGet(() -> reader.read("command line", "", line.flags()));
        LogSetup.apply(config.value().log());
        file.ifPresent(live -> live.onChange(changed -> LogSetup.level(changed.log())));
        config.notes().forEach(note -> LogManager.getLogger(NodeProgram.class).warn(note));
        return run(() -> file.map(ofFile).orElseGet(() -> ofFlags.apply(config.value())));
    }

    private int run(Supplier<Node> maker) throws InterruptedException {
        Vertx vertx = Vertx.vertx(options());
        try {
            Node node = maker.get();
            vertx.deployVerticle(node).toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
            Hangup.run(() -> reload(node));
        } catch (ExecutionException | TimeoutException | DmException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            LogSetup.flush();
            return refuse(name + " cannot start: " + words(cause));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "stop"));
        new CountDownLatch(1).await();
        return OK;
    }

    private static void reload(Node node) {
        Logger log = LogManager.getLogger(NodeProgram.class);
        log.info("SIGHUP: looking at all files now");
        node.reload()
                .onSuccess(all -> all.stream()
                        .filter(each -> each.outcome() != Reload.Outcome.UNCHANGED)
                        .forEach(each -> log.info("{}: {} {}", each.use(), each.outcome(), each.detail())))
                .onFailure(e -> log.error("the files could not be looked at", e));
    }

    /** Loading classes for the first time holds an event loop for seconds on a small machine: no alarm, and no stack traces. */
    private static VertxOptions options() {
        return new VertxOptions()
                .setMaxEventLoopExecuteTime(10)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                .setWarningExceptionTime(60)
                .setWarningExceptionTimeUnit(TimeUnit.SECONDS);
    }

    /** A signal asked for it, so the exit code is that of success. */
    private void stop(Vertx vertx) {
        LogManager.getLogger(NodeProgram.class).info("{} stops", name);
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LogManager.getLogger(NodeProgram.class).warn("{} did not stop cleanly: {}", name, words(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LogSetup.flush();
        Runtime.getRuntime().halt(OK);
    }

    private static String words(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static int refuse(String why) {
        System.err.println(why);
        return CANNOT_START;
    }

    private String usage() {
        return "usage: " + name + " [--config FILE] [--KEY VALUE]... | -V | --print-sample-config\n"
                + "Every key of the sample configuration that is not a block is a flag as well; a flag wins over the file.";
    }
}
