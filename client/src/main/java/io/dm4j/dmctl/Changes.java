package io.dm4j.dmctl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one command has done to several sources and tasks, one line each; the command is good if each is. */
final class Changes {

    /** How one of them went. */
    record Outcome(boolean result, String message) {
        static Outcome good(String message) {
            return new Outcome(true, message);
        }

        static Outcome of(Verdict verdict) {
            return new Outcome(verdict.isGood(), String.join("; ", verdict.refusals()));
        }
    }

    private record Change(String kind, String name, String verb, Outcome outcome) {
        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("kind", kind);
            tree.put("name", name);
            tree.put("change", verb);
            tree.put("result", outcome.result());
            tree.put("msg", outcome.message());
            return tree;
        }
    }

    private final Printer printer;
    private final List<Change> all = new ArrayList<>();

    Changes(Printer printer) {
        this.printer = printer;
    }

    void made(String kind, String name, String verb, Outcome outcome) {
        all.add(new Change(kind, name, verb, outcome));
    }

    /** Gives the exit code. */
    int show() {
        boolean good = all.stream().allMatch(change -> change.outcome().result());
        if (printer.isForPrograms()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("result", good);
            tree.put("msg", "");
            tree.put("changes", all.stream().map(Change::tree).toList());
            printer.tree(tree);
        } else {
            view();
        }
        return (good ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private void view() {
        if (all.isEmpty()) {
            printer.line(Ink.FAINT, "nothing to do");
            return;
        }
        Table table = Table.of("KIND", "NAME", "CHANGE", "RESULT", "MESSAGE");
        all.forEach(change -> table.row(
                Cell.of(change.kind()),
                Cell.of(change.name()),
                Cell.of(change.verb()),
                Cell.verdict(change.outcome().result()),
                Cell.of(change.outcome().message())));
        printer.table(table);
    }
}
