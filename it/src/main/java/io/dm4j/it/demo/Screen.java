package io.dm4j.it.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the one who watches sees: steps with the time since the start, commands, answers, one line that moves. */
final class Screen {
    private static final long LINE_PAUSE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int WIDTH = 110;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final boolean terminal = System.console() != null;
    private final long start = System.nanoTime();
    private boolean moving;
    private long lastLine;

    /** A new part of the story. */
    synchronized void step(String text) {
        settle();
        out.println();
        out.printf("%s[%5.1f s] %s%s%n", bold(), seconds(), text, plain());
    }

    synchronized void say(String text) {
        settle();
        text.lines().forEach(line -> out.println("          " + line));
    }

    /** A command as the user would type it. */
    synchronized void command(String text) {
        settle();
        out.println("          " + bold() + "$ " + text + plain());
    }

    /** The line that moves; where there is no terminal, a new line every other second. */
    synchronized void progress(String text) {
        if (terminal) {
            out.print("\r          " + String.format("%-" + WIDTH + "s", text));
            out.flush();
            moving = true;
        } else if (System.nanoTime() - lastLine > LINE_PAUSE_NANOS) {
            out.println("          " + text);
            lastLine = System.nanoTime();
        }
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private void settle() {
        if (moving) {
            out.println();
            moving = false;
        }
    }

    private String bold() {
        return terminal ? "\033[1m" : "";
    }

    private String plain() {
        return terminal ? "\033[0m" : "";
    }
}
