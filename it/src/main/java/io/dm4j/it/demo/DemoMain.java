package io.dm4j.it.demo;

import io.dm4j.it.process.Scripts;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** {@code bin/demo}. Exit code 0: all went as promised and all rows are equal; 1: not; 2: it was called wrongly. */
public final class DemoMain {
    private DemoMain() {}

    public static void main(String[] arguments) {
        System.exit(exitCode(List.of(arguments)));
    }

    private static int exitCode(List<String> arguments) {
        try {
            return play(DemoOptions.parse(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private static int play(DemoOptions options) {
        Screen screen = new Screen();
        Path directory = directory();
        Demo demo = new Demo(options, directory, screen);
        Thread onInterrupt = new Thread(() -> end(demo), "end-demo");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            boolean equal = demo.run();
            if (options.keep()) {
                demo.keep();
            }
            screen.step(equal ? "Done: every row is there" : "The tables differ");
            return equal ? 0 : 1;
        } catch (Exception | AssertionError e) {
            screen.step("The demo broke off");
            screen.say(e.getMessage() == null ? e.toString() : e.getMessage());
            screen.say("files and logs: " + directory);
            end(demo);
            return 1;
        }
    }

    /** Runs at every end of this process, Ctrl-C too; after a good end there is nothing left to do. */
    private static void end(Demo demo) {
        try {
            demo.close();
        } catch (Exception e) {
            System.err.println("not all could be ended: " + e);
        }
    }

    private static Path directory() {
        String start = LocalTime.now().format(DateTimeFormatter.ofPattern("HHmmss"));
        return Scripts.here().directory().resolve("it/target/demo").resolve(start);
    }
}
