package io.dm4j.it.demo;

import io.dm4j.it.cluster.Cluster;
import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.StatusWatch;
import io.dm4j.it.process.Answer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts parts and types dmctl commands where the audience sees them. */
final class Operator {
    private final Cluster cluster;
    private final Installation installation;
    private final Screen screen;

    Operator(Cluster cluster, Installation installation, Screen screen) {
        this.cluster = cluster;
        this.installation = installation;
        this.screen = screen;
    }

    void startParts() {
        screen.command(typed("dm-master", "--config", file("dm-master.toml")) + " &");
        cluster.startMaster();
        screen.command(typed("dm-worker", "--config", file("dm-worker.toml")) + " &");
        cluster.startWorker();
    }

    /** A command that must succeed; its answer is shown as a terminal would show it. */
    void dmctl(String... arguments) {
        String[] forPeople = Stream.concat(Arrays.stream(arguments), Stream.of("-o", "table"))
                .toArray(String[]::new);
        Answer answer = dmctlWith("dmctl.toml", forPeople);
        if (answer.exitCode() != 0) {
            throw new DemoFailure("dmctl " + arguments[0] + " ended with exit code " + answer.exitCode());
        }
    }

    /** A command with another configuration of dmctl, whatever comes of it. */
    Answer dmctlWith(String config, String... arguments) {
        screen.command(commandLine(config, arguments));
        Answer answer = cluster.dmctlWith(config, arguments);
        screen.say(answer.text());
        return answer;
    }

    /** The status of the task as a stream of documents, one a line. */
    StatusWatch watch() {
        screen.command(commandLine(
                "dmctl.toml", Cluster.watchArguments(installation.job().task())));
        return cluster.watch();
    }

    /** The command as one would type it here. */
    String commandLine(String config, String... arguments) {
        return typed("dmctl", cluster.configured(config, arguments));
    }

    String file(String name) {
        return installation.file(name).toString();
    }

    private static String typed(String script, String... arguments) {
        return Stream.concat(Stream.of("bin/" + script), Arrays.stream(arguments))
                .map(Operator::shortened)
                .collect(Collectors.joining(" "));
    }

    private static String shortened(String word) {
        Path here = Path.of("").toAbsolutePath();
        return word.startsWith(here + "/") ? word.substring(here.toString().length() + 1) : word;
    }
}
