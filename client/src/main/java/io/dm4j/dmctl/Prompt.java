package io.dm4j.dmctl;

import io.dm4j.error.DmException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.TerminalBuilder;

/** Where an operator types commands: lines are edited, completed, and remembered in a file of their own home. */
final class Prompt implements AutoCloseable {
    private static final String SIGN = "» ";
    private static final String END = "exit";
    /** Of commands that may carry a password nothing is remembered. */
    private static final String FORGOTTEN = "*encrypt*:*decrypt*:*password*";

    private final org.jline.terminal.Terminal screen;
    private final LineReader reader;

    /** @param history is made, for its owner only, if it is not there */
    Prompt(org.jline.terminal.Terminal screen, Path history, NameCompletion names) {
        this.screen = screen;
        this.reader = LineReaderBuilder.builder()
                .terminal(screen)
                .appName("dmctl")
                .completer(names)
                .variable(LineReader.HISTORY_FILE, ownersOnly(history))
                .variable(LineReader.HISTORY_IGNORE, FORGOTTEN)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** At this process's terminal. Ctrl-C ends the command that runs, not the process. */
    static Prompt open(Path history, NameCompletion names) {
        try {
            org.jline.terminal.Terminal screen = TerminalBuilder.builder()
                    .system(true)
                    .provider("exec")
                    .encoding(StandardCharsets.UTF_8)
                    .dumb(true)
                    .nativeSignals(true)
                    .build();
            Thread thread = Thread.currentThread();
            screen.handle(org.jline.terminal.Terminal.Signal.INT, signal -> thread.interrupt());
            return new Prompt(screen, history, names);
        } catch (IOException e) {
            throw new DmException(DmctlError.INTERNAL, "the terminal cannot be used", e);
        }
    }

    /** The next line; {@code exit} at the end. Ctrl-C drops what was typed. */
    String line() {
        Thread.interrupted();
        try {
            return reader.readLine(SIGN);
        } catch (UserInterruptException dropped) {
            return "";
        } catch (EndOfFileException end) {
            return END;
        }
    }

    @Override
    public void close() {
        try {
            reader.getHistory().save();
            screen.close();
        } catch (IOException e) {
            throw new DmException(DmctlError.FILE_NOT_WRITTEN, "the history of the prompt was not kept", e);
        }
    }

    private static Path ownersOnly(Path history) {
        try {
            if (!Files.exists(history)) {
                Files.createFile(
                        history, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new DmException(DmctlError.FILE_NOT_WRITTEN, "cannot write " + history, e)
                    .withWorkaround("Pipe commands in, or set HOME to a directory of yours");
        }
    }
}
