package io.dm4j.it.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The product's scripts in {@code bin/}, run as a user would. A script becomes the Java process it starts, so its pid is the
 * part's.
 */
public final class Scripts {
    private static final String JAVA_OPTIONS = "DM4J_JAVA_OPTS";

    private final Path home;
    private final Map<String, String> environment;

    private Scripts(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /** Those of the source tree that this class was built in. */
    public static Scripts here() {
        return new Scripts(home(), Map.of());
    }

    /** The same with JVM flags for what is started, such as {@code -Xmx256m}, behind those of this process's environment. */
    public Scripts withJavaOptions(String flags) {
        String inherited = System.getenv().getOrDefault(JAVA_OPTIONS, "");
        return new Scripts(home, Map.of(JAVA_OPTIONS, (inherited + " " + flags).strip()));
    }

    /** Starts a part that stays; its output goes to the file. */
    public ChildProcess start(String script, Path output, String... arguments) {
        return ChildProcess.start(script, command(script, arguments), environment, output);
    }

    /** Starts a part that stays and can write no file larger than this: writes beyond fail as they do on a full disk. */
    public ChildProcess startBounded(int kilobytes, String script, Path output, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "bash"));
        command.addAll(command(script, arguments));
        return ChildProcess.start(script, command, environment, output);
    }

    /** Runs a command to its end, from a directory that relative paths in its files go out from. */
    public Answer runIn(Path directory, String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "--chdir=" + directory));
        command.addAll(command(script, arguments));
        return Answer.of(command, environment);
    }

    /** Runs a command to its end. */
    public Answer run(String script, String... arguments) {
        return Answer.of(command(script, arguments), environment);
    }

    /** The root of the source tree. */
    public Path directory() {
        return home;
    }

    private List<String> command(String script, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve(script).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Upwards from our own classes to the directory that has bin/. */
    private static Path home() {
        try {
            Path place = new File(Scripts.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toPath();
            while (!Files.isExecutable(place.resolve("bin/dmctl"))) {
                place = place.getParent();
            }
            return place;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
