package io.dm4j.dmctl;

import io.dm4j.error.DmException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Commands one after the other, each on a line; one that fails does not end it, {@code exit} does. */
final class Conversation {
    private static final List<String> LAST_WORDS = List.of("exit", "quit");

    private final Printer printer;
    private final ToIntFunction<List<String>> command;

    /** @param command carries one out; gives its exit code */
    Conversation(Printer printer, ToIntFunction<List<String>> command) {
        this.printer = printer;
        this.command = command;
    }

    /** To the end of a script; gives the exit code of the first command that failed. */
    int script(BufferedReader lines) {
        int first = ExitCode.DONE.number();
        List<String> words = next(lines);
        while (!isEnd(words)) {
            int code = carryOut(words);
            first = first == ExitCode.DONE.number() ? code : first;
            words = next(lines);
        }
        return first;
    }

    /** Until it ends; what went wrong was told. */
    int typed(Supplier<String> lines) {
        List<String> words = split(lines.get());
        while (!isEnd(words)) {
            carryOut(words);
            words = split(lines.get());
        }
        return ExitCode.DONE.number();
    }

    private List<String> next(BufferedReader lines) {
        try {
            String line = lines.readLine();
            return split(line == null ? LAST_WORDS.get(0) : line);
        } catch (IOException e) {
            throw DmctlError.usage("stdin cannot be read: " + e, "Name a command");
        }
    }

    /** A line that is not one stands for a command that does not exist. */
    private List<String> split(String line) {
        if (line.stripLeading().startsWith("#")) {
            return List.of();
        }
        try {
            return Words.of(line);
        } catch (DmException wrong) {
            printer.failure(wrong);
            return List.of("");
        }
    }

    private static boolean isEnd(List<String> words) {
        return words.size() == 1 && LAST_WORDS.contains(words.get(0));
    }

    private int carryOut(List<String> words) {
        if (words.isEmpty()) {
            return ExitCode.DONE.number();
        }
        return words.equals(List.of("")) ? ExitCode.WRONG_INPUT.number() : command.applyAsInt(words);
    }
}
