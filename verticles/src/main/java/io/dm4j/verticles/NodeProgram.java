package io.dm4j.verticles;

import io.dm4j.config.ConfigException;
import io.dm4j.config.LogConfig;
import io.dm4j.config.Parsed;
import io.dm4j.endpoint.Build;
import io.dm4j.error.DmException;
import io.vertx.core.Deployable;
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

/** What dm-master and dm-worker have in common as processes: flags, exit codes, log, signals. */
final class NodeProgram<C> {
    private static final int OK = 0;
    private static final int CANNOT_START = 2;
    private static final long START_SECONDS = 60;
    /** Longer than a unit may take to stop. */
    private static final long STOP_SECONDS = 20;

    /** Where a configuration comes from. */
    interface Reader<C> {
        Parsed<C> read(Optional<Path> file, Map<String, List<String>> flags);
    }

    private final String name;
    private final Supplier<String> sample;
    private final Reader<C> reader;
    private final Function<C, LogConfig> log;
    private final Function<C, Deployable> node;

    NodeProgram(
            String name,
            Supplier<String> sample,
            Reader<C> reader,
            Function<C, LogConfig> log,
            Function<C, Deployable> node) {
        this.name = name;
        this.sample = sample;
        this.reader = reader;
        this.log = log;
        this.node = node;
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
            return serve(reader.read(line.last("config").map(Path::of), line.flags()));
        } catch (ConfigException e) {
            return refuse(e.what());
        }
    }

    private int serve(Parsed<C> config) throws InterruptedException {
        LogSetup.apply(log.apply(config.value()));
        config.notes().forEach(note -> LogManager.getLogger(NodeProgram.class).warn(note));
        Vertx vertx = Vertx.vertx(options());
        try {
            Deployable deployable = node.apply(config.value());
            vertx.deployVerticle(deployable)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | DmException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            LogSetup.flush();
            return refuse(name + " cannot start: " + words(cause));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "stop"));
        new CountDownLatch(1).await();
        return OK;
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
