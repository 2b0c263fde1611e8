package io.dm4j.dmctl;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where dmctl prints.
 *
 * @param in what is typed, or piped in
 * @param typed stdin is somebody's keyboard
 * @param people stdout is read by somebody, not by a program: tables and colour
 * @param width columns, 0 = no limit
 */
record Terminal(
        BufferedReader in,
        boolean typed,
        PrintStream out,
        PrintStream err,
        boolean people,
        int width,
        Map<String, String> environment) {

    static Terminal system() {
        Map<String, String> environment = System.getenv();
        boolean people = System.console() != null || stdoutIsDevice();
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                System.console() != null,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                people,
                width(environment),
                environment);
    }

    /** Colour by the convention of NO_COLOR and TERM. */
    boolean colour() {
        return people && !environment.containsKey("NO_COLOR") && !"dumb".equals(environment.get("TERM"));
    }

    /** Empty if there is nobody to ask. */
    Optional<String> answer(String question) {
        if (!typed) {
            return Optional.empty();
        }
        out.print(question);
        out.flush();
        try {
            return Optional.of(Optional.ofNullable(in.readLine()).orElse(""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Typed without being shown, or a line of what is piped in; empty if there is none. */
    Optional<String> secret(String question) {
        Console console = System.console();
        if (typed && console != null) {
            return Optional.ofNullable(console.readPassword(question)).map(String::new);
        }
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** {@link System#console()} wants stdin to be a terminal as well, which it is not in a script. */
    private static boolean stdoutIsDevice() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : 0;
    }
}
