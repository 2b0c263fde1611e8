package io.dm4j.config;

import io.dm4j.config.DumpBlock.Dump;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Reads {@code mydumpers.*.extra-args}, dumpling's flags: what has an equal here is taken, what asks for more refused. */
final class DumpArguments {
    private static final String KEY = "extra-args";
    private static final Set<String> WITHOUT_MEANING = Set.of(
            "-F",
            "--filesize",
            "-s",
            "--statement-size",
            "--ca",
            "--cert",
            "--key",
            "-o",
            "--output",
            "--loglevel",
            "-L",
            "--logfile",
            "--logfmt",
            "--compress",
            "-c",
            "--escape-backslash",
            "--complete-insert",
            "--params");

    private final Section section;
    private Dump dump = Dump.DEFAULT;

    DumpArguments(Section section) {
        this.section = section;
    }

    Dump read() {
        String text = section.text(KEY).strip();
        Deque<String> words = new ArrayDeque<>(text.isEmpty() ? List.of() : List.of(text.split("[\\s=]+")));
        while (!words.isEmpty()) {
            take(words.pop(), words);
        }
        return dump;
    }

    private void take(String flag, Deque<String> words) {
        switch (flag) {
            case "-r", "--rows" -> dump = dump.withRows(number(flag, words));
            case "-t", "--threads" -> dump = dump.withThreads((int) Math.min(number(flag, words), 1_024));
            case "--consistency" -> consistency(value(words));
            default -> other(flag, words);
        }
    }

    private void consistency(String how) {
        section.note(KEY, "--consistency " + how + " has no meaning here: every copy reads one consistent snapshot");
    }

    private void other(String flag, Deque<String> words) {
        value(words);
        if (WITHOUT_MEANING.contains(flag)) {
            section.note(
                    KEY, flag + " has no meaning here: no dump program runs, and from.security holds the certificates");
        } else {
            section.notSupported(KEY, "the dump argument " + flag);
        }
    }

    private static String value(Deque<String> words) {
        return words.isEmpty() || words.peek().startsWith("-") ? "" : words.pop();
    }

    private long number(String flag, Deque<String> words) {
        String value = value(words);
        if (value.matches("[1-9]\\d{0,8}")) {
            return Long.parseLong(value);
        }
        section.problem(KEY, "expected a number of 1 or more after " + flag);
        return 1;
    }
}
