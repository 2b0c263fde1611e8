package io.dm4j.dmctl;

import com.google.protobuf.Message;
import io.dm4j.client.ProtoTree;
import io.dm4j.config.ConfigException;
import io.dm4j.config.Problem;
import io.dm4j.error.DmException;
import java.util.List;

/** Answers to stdout, what went wrong to stderr. */
final class Printer {
    private final Terminal terminal;
    private final OutputForm form;

    Printer(Terminal terminal, OutputForm form) {
        this.terminal = terminal;
        this.form = form.on(terminal);
    }

    /** Answers go out as trees, not as tables. */
    boolean isForPrograms() {
        return form != OutputForm.TABLE;
    }

    boolean colour() {
        return terminal.colour();
    }

    /** The answer as DM's JSON, the same as YAML, or by {@code view}; then, for people, why it was refused. */
    int show(Message answer, Runnable view, String nextCommand) {
        Verdict verdict = Verdict.of(answer);
        return show(answer, verdict.isGood(), () -> {
            view.run();
            refusals(verdict, nextCommand);
        });
    }

    /** The answer as DM's JSON or by {@code view}, and the exit code. */
    int show(Message answer, boolean good, Runnable view) {
        if (isForPrograms()) {
            tree(ProtoTree.of(answer));
        } else {
            view.run();
        }
        return (good ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    void tree(Object tree) {
        terminal.out().println(form == OutputForm.YAML ? YamlForm.of(tree) : JsonText.indented(tree));
    }

    /** One of many: a line of JSON, or a document of YAML. */
    void treeInAStream(Object tree) {
        terminal.out().println(form == OutputForm.YAML ? "---\n" + YamlForm.of(tree) : JsonText.oneLine(tree));
    }

    void table(Table table) {
        table.lines(terminal.width(), terminal.colour()).forEach(this::line);
    }

    void line(String text) {
        terminal.out().println(text);
    }

    void line(Ink ink, String text) {
        line(ink.on(text, terminal.colour()));
    }

    /** The screen is taken for one picture that is drawn again and again. */
    void clearScreen() {
        if (terminal.colour()) {
            terminal.out().print("\033[H\033[2J");
        }
    }

    void notes(List<String> notes) {
        notes.forEach(note -> terminal.err().println("note: " + note));
    }

    private void refusals(Verdict verdict, String nextCommand) {
        if (!verdict.isGood()) {
            verdict.refusals().forEach(refusal -> terminal.err().println("refused: " + refusal));
            terminal.err().println("Next: " + nextCommand);
        }
    }

    /** One paragraph: what, where, why, and what to do; one line for each problem of a file. */
    void failure(DmException failure) {
        if (failure instanceof ConfigException wrong) {
            wrong.problems().stream().map(Problem::toString).forEach(terminal.err()::println);
            return;
        }
        String cause = failure.rawCause().isEmpty() ? "" : " (" + failure.rawCause() + ")";
        String wayOut = failure.workaround().isEmpty() ? "" : " " + sentence(failure.workaround());
        terminal.err().println("Error " + failure.code().number() + ": " + sentence(failure.what() + cause) + wayOut);
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    void usage(String text) {
        terminal.err().println(text);
    }
}
