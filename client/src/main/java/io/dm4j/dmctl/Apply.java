package io.dm4j.dmctl;

import io.dm4j.api.ListSourceConfigsResponse;
import io.dm4j.api.ListTaskConfigsResponse;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.TaskConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes the cluster what the files say, and shows first what that would change. */
@Command(
        description = {
            "Creates and updates the sources and tasks of these files; what is as they say stays untouched.",
            "Shows the difference and asks before anything is done. Never removes anything."
        })
final class Apply implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Option(
            names = {"-f", "--file"},
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "source and task files (YAML), in any order")
    private List<String> files = List.of();

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Option(names = "--dry-run", description = "show the difference and end")
    private boolean dryRun;

    @Option(
            names = "--passwords",
            description = "send files that differ in passwords at most, too: the cluster's cannot be compared")
    private boolean passwords;

    @Override
    public Integer call() {
        List<Wish> wishes = wishes();
        if (!dmctl.printer().isForPrograms()) {
            view(wishes);
        }
        List<Wish> changes = wishes.stream().filter(this::isToDo).toList();
        if (dryRun || changes.isEmpty()) {
            return shown(wishes);
        }
        if (!yes && !agreed(changes.size())) {
            dmctl.printer().usage("Nothing was done.");
            return ExitCode.REFUSED.number();
        }
        Changes done = new Changes(dmctl.printer());
        changes.forEach(wish -> done.made(
                wish.kind().toString(), wish.name(), verb(wish).toString(), Changes.Outcome.of(carryOut(wish))));
        return done.show();
    }

    private boolean isToDo(Wish wish) {
        Wish.Change change = wish.change();
        return change == Wish.Change.CREATE
                || change == Wish.Change.UPDATE
                || change == Wish.Change.PASSWORDS && passwords;
    }

    private static Wish.Change verb(Wish wish) {
        return wish.change() == Wish.Change.CREATE ? Wish.Change.CREATE : Wish.Change.UPDATE;
    }

    /** Sources first, as tasks need them. */
    private List<Wish> wishes() {
        Map<Boolean, List<String>> bySource =
                files.stream().collect(Collectors.partitioningBy(LocalFiles::isOfASource));
        List<LocalFiles.Checked<SourceConfig>> sources = LocalFiles.sources(bySource.get(true));
        List<LocalFiles.Checked<TaskConfig>> tasks = LocalFiles.tasks(bySource.get(false));
        requireDifferent(Stream.concat(
                        sources.stream()
                                .map(file -> "source " + file.parsed().value().sourceId()),
                        tasks.stream()
                                .map(file -> "task " + file.parsed().value().name()))
                .toList());
        Map<String, String> storedSources = storedSources();
        Map<String, String> storedTasks = storedTasks();
        List<Wish> wishes = new ArrayList<>();
        sources.forEach(
                file -> wishes.add(wish(Wish.Kind.SOURCE, file.parsed().value().sourceId(), file, storedSources)));
        tasks.forEach(
                file -> wishes.add(wish(Wish.Kind.TASK, file.parsed().value().name(), file, storedTasks)));
        return wishes;
    }

    private Wish wish(Wish.Kind kind, String name, LocalFiles.Checked<?> file, Map<String, String> stored) {
        return new Wish(kind, name, dmctl.textToSend(file), Optional.ofNullable(stored.get(name)));
    }

    private static void requireDifferent(List<String> names) {
        Set<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw DmctlError.usage("apply: " + name + " is in two of the files", "Give one file for each");
        });
    }

    private Map<String, String> storedSources() {
        ListSourceConfigsResponse answer = dmctl.ask(masters -> masters.listSourceConfigs());
        DmctlError.unlessGood(answer.getResult(), answer.getMsg());
        return answer.getSourceConfigsMap();
    }

    private Map<String, String> storedTasks() {
        ListTaskConfigsResponse answer = dmctl.ask(masters -> masters.listTaskConfigs());
        DmctlError.unlessGood(answer.getResult(), answer.getMsg());
        return answer.getTaskConfigsMap();
    }

    private void view(List<Wish> wishes) {
        Printer printer = dmctl.printer();
        for (Wish wish : wishes) {
            printer.line(ink(wish.change()), wish.toString());
            List<String> lines = wish.difference();
            if (wish.change() == Wish.Change.PASSWORDS && !passwords) {
                printer.line(Ink.FAINT, "  its passwords cannot be compared; --passwords sends them");
                continue;
            }
            lines.forEach(line -> printer.line(ink(line), "  " + line));
            if (lines.isEmpty() && wish.change() == Wish.Change.UPDATE) {
                printer.line(Ink.FAINT, "  only secrets differ");
            }
        }
    }

    private static Ink ink(String line) {
        return switch (line.charAt(0)) {
            case '-' -> Ink.BAD;
            case '+' -> Ink.GOOD;
            default -> Ink.WARN;
        };
    }

    private static Ink ink(Wish.Change change) {
        return switch (change) {
            case CREATE -> Ink.GOOD;
            case UPDATE -> Ink.WARN;
            default -> Ink.FAINT;
        };
    }

    /** For programs, who have not seen them yet. */
    private int shown(List<Wish> wishes) {
        if (dmctl.printer().isForPrograms()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("result", true);
            tree.put("msg", "");
            tree.put("changes", wishes.stream().map(this::tree).toList());
            dmctl.printer().tree(tree);
        }
        return ExitCode.DONE.number();
    }

    private Map<String, Object> tree(Wish wish) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", wish.kind().toString());
        tree.put("name", wish.name());
        tree.put("change", wish.change().toString());
        boolean sent = wish.change() != Wish.Change.PASSWORDS || passwords;
        tree.put("diff", sent ? wish.difference() : List.of());
        return tree;
    }

    private boolean agreed(int changes) {
        String question = "Apply " + (changes == 1 ? "this change" : "these " + changes + " changes") + "? [y/N] ";
        return dmctl.terminal()
                .answer(question)
                .map(answer -> Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> DmctlError.usage(
                        "apply: there is nobody to ask",
                        "Add --yes to do it, or --dry-run to see the difference only"));
    }

    private Verdict carryOut(Wish wish) {
        Delivery delivery = new Delivery(dmctl);
        boolean isNew = verb(wish) == Wish.Change.CREATE;
        if (wish.kind() == Wish.Kind.SOURCE) {
            return isNew ? delivery.createSource(wish.text()) : delivery.updateSource(wish.text());
        }
        return isNew ? delivery.startTask(wish.text()) : delivery.updateTask(wish.text());
    }
}
