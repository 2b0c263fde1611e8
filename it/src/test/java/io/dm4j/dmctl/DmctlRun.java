package io.dm4j.dmctl;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** dmctl in this JVM: what one command line came to. */
public record DmctlRun(int exitCode, String out, String err) {

    /** Whom it prints for. */
    public enum Reader {
        PERSON,
        SCRIPT
    }

    /** One that goes on until somebody types Ctrl-C. */
    public static final class Running {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        private final Thread thread;

        private Running(Reader reader, String... args) {
            thread = new Thread(() -> exitCode.complete(dmctl(reader, out, err).run(args)), "dmctl");
            thread.start();
        }

        public boolean goesOn() {
            return !exitCode.isDone();
        }

        /** What it has printed so far. */
        public String out() {
            return text(out);
        }

        public DmctlRun end() {
            thread.interrupt();
            return new DmctlRun(exitCode.join(), text(out), text(err));
        }
    }

    public static DmctlRun of(Reader reader, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = dmctl(reader, out, err).run(args);
        return new DmctlRun(code, text(out), text(err));
    }

    public static Running start(Reader reader, String... args) {
        return new Running(reader, args);
    }

    private static Dmctl dmctl(Reader reader, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Dmctl(new Terminal(
                new BufferedReader(java.io.Reader.nullReader()),
                false,
                print(out),
                print(err),
                reader == Reader.PERSON,
                0,
                Map.of("NO_COLOR", "1")));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
