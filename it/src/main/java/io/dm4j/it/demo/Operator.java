package io.dm4j.it.demo;

import io.dm4j.it.process.Answer;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Scripts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types dmctl commands where the audience sees them. */
final class Operator {
    private final Scripts scripts;
    private final Installation installation;
    private final Screen screen;

    Operator(Scripts scripts, Installation installation, Screen screen) {
        this.scripts = scripts;
        this.installation = installation;
        this.screen = screen;
    }

    /** A command that must succeed; its answer is shown. */
    void dmctl(String... arguments) {
        Answer answer = dmctlWith("dmctl.toml", arguments);
        if (answer.exitCode() != 0) {
            throw new DemoFailure("dmctl " + arguments[0] + " ended with exit code " + answer.exitCode());
        }
    }

    /** A command with another configuration of dmctl, whatever comes of it. */
    Answer dmctlWith(String config, String... arguments) {
        screen.command(commandLine(config, arguments));
        Answer answer = scripts.run("dmctl", configured(config, arguments));
        screen.say(answer.text());
        return answer;
    }

    /** The command as one would type it here. */
    String commandLine(String config, String... arguments) {
        return Stream.concat(Stream.of("bin/dmctl"), Arrays.stream(configured(config, arguments)))
                .map(Operator::shortened)
                .collect(Collectors.joining(" "));
    }

    /** The status of the task as a stream of documents, one a line. */
    ChildProcess watch() {
        String[] arguments = {"query-status", Installation.TASK, "--watch", "--interval", "0.5", "-o", "json"};
        screen.command(commandLine("dmctl.toml", arguments));
        return scripts.start("dmctl", installation.file("status.json"), configured("dmctl.toml", arguments));
    }

    private String[] configured(String config, String... arguments) {
        return Stream.concat(Stream.of("--config", installation.file(config).toString()), Arrays.stream(arguments))
                .toArray(String[]::new);
    }

    private static String shortened(String word) {
        Path here = Path.of("").toAbsolutePath();
        return word.startsWith(here + "/") ? word.substring(here.toString().length() + 1) : word;
    }
}
