package io.dm4j.dmctl;

import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.api.trust.TrustStatusResponse;
import io.dm4j.config.SecurityConfig;
import io.dm4j.pki.PemFiles;
import io.dm4j.rollover.Rollover;
import io.dm4j.rollover.RolloverPlan;
import io.dm4j.rollover.RolloverPlan.Step;
import io.dm4j.rollover.TrustSet;
import io.dm4j.rollover.WantedAuthorities;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says which step of a change of CA is safe now. */
@Command(
        name = "rotate-ca",
        description = {
            "Says from what all nodes show which step towards another CA is safe now. Changes nothing.",
            "The steps: trust both, swap the certificates, withdraw the old CA. You replace the files, and ask again.",
            "Exit code 0: a step is safe, or all are done; 1: none is, with the nodes that are in the way."
        })
final class TlsRotateCa implements Callable<Integer> {
    @ParentCommand
    private Tls tls;

    @Option(names = "--plan", required = true, description = "tell the next step")
    private boolean plan;

    @Option(
            names = "--ca",
            required = true,
            paramLabel = "FILE",
            split = ",",
            description = "what ssl-ca shall be in the end (PEM), intermediates beside it (comma list, repeatable)")
    private List<Path> wanted = List.of();

    @Override
    public Integer call() {
        WantedAuthorities authorities = WantedAuthorities.of(wanted.stream()
                .flatMap(file -> PemFiles.certificates(file).stream())
                .map(TrustSets::shown)
                .toList());
        TrustStatusResponse answer = tls.dmctl().ask(masters -> masters.trust(TrustStatusRequest.getDefaultInstance()));
        SecurityConfig own = tls.dmctl().settings().security();
        List<TrustSet> sets =
                Stream.concat(TrustSets.of(answer), TrustSets.ofDmctl(own)).toList();
        return show(new Rollover(sets, TrustSets.silent(answer), authorities).plan());
    }

    private int show(RolloverPlan plan) {
        Printer printer = tls.dmctl().printer();
        if (printer.isForPrograms()) {
            printer.tree(tree(plan));
        } else {
            view(printer, plan);
        }
        return (plan.isDone() || plan.next().isPresent() ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private static void view(Printer printer, RolloverPlan plan) {
        Table table = Table.of("STEP", "STATE", "STILL TO CHANGE");
        plan.steps()
                .forEach(step -> table.row(
                        Cell.of(step.action().toString()), state(step), Cell.orDash(String.join(", ", step.places()))));
        printer.table(table);
        plan.obstacles().forEach(obstacle -> printer.line(Ink.BAD, "In the way: " + obstacle));
        plan.notes().forEach(note -> printer.line(Ink.FAINT, "Note: " + note));
        plan.next()
                .ifPresent(step -> printer.line("Next: on " + String.join(", ", step.places()) + ": " + step.words()
                        + ". Then: dmctl tls reload, and this plan again"));
        if (plan.isDone()) {
            printer.line(Ink.GOOD, "All is done.");
        }
    }

    private static Cell state(Step step) {
        return switch (step.state()) {
            case DONE -> new Cell("done", Ink.GOOD);
            case NEXT -> new Cell("next", Ink.HEAD);
            case NOT_SAFE -> new Cell("not safe", Ink.WARN);
        };
    }

    private static Map<String, Object> tree(RolloverPlan plan) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("result", plan.isDone() || plan.next().isPresent());
        tree.put("msg", String.join("; ", plan.obstacles()));
        tree.put("done", plan.isDone());
        tree.put("next", plan.next().map(step -> step.action().toString()).orElse(""));
        tree.put("steps", plan.steps().stream().map(TlsRotateCa::tree).toList());
        tree.put("obstacles", plan.obstacles());
        tree.put("notes", plan.notes());
        return tree;
    }

    private static Map<String, Object> tree(Step step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("step", step.action().toString());
        tree.put("state", state(step).text());
        tree.put("stillToChange", step.places());
        tree.put("words", step.words());
        return tree;
    }
}
