package io.dm4j.dmctl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What may come next on a line: commands and flags, and the names that the cluster has where names belong. */
final class NameCompletion implements Completer {
    private static final Set<String> FLAGS_OF_SOURCES = Set.of("-s", "--source");
    private static final Set<String> COMMANDS_OF_SOURCES = Set.of("operate-source", "source", "transfer-source");

    private final CommandSpec root;
    private final ClusterNames names;

    private NameCompletion(CommandSpec root, ClusterNames names) {
        this.root = root;
        this.names = names;
    }

    /** Of all its commands, and of the cluster that it is for. */
    static NameCompletion of(Dmctl dmctl) {
        CommandSpec root = CommandLines.over(new Dmctl(dmctl.terminal())).getCommandSpec();
        return new NameCompletion(root, ClusterNames.of(dmctl));
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        after(line.words(), line.wordIndex()).stream().map(Candidate::new).forEach(candidates::add);
    }

    /** Candidates for the word at this index; those that do not begin as the word does are the caller's to drop. */
    List<String> after(List<String> words, int index) {
        if (index > 0 && FLAGS_OF_SOURCES.contains(words.get(index - 1))) {
            return names.sources();
        }
        List<CharSequence> known = new ArrayList<>();
        int cursor = index < words.size() ? words.get(index).length() : 0;
        AutoComplete.complete(root, words.toArray(String[]::new), index, 0, cursor, known);
        List<String> all =
                new ArrayList<>(known.stream().map(CharSequence::toString).toList());
        all.addAll(names(command(words.subList(0, index))));
        return all;
    }

    private CommandSpec command(List<String> words) {
        CommandSpec spec = root;
        for (String word : words) {
            CommandLine next = spec.subcommands().get(word);
            spec = next == null ? spec : next.getCommandSpec();
        }
        return spec;
    }

    private List<String> names(CommandSpec command) {
        String labels = command.positionalParameters().stream()
                .map(CommandLine.Model.ArgSpec::paramLabel)
                .collect(Collectors.joining(" "));
        if (labels.contains("TASK") || command.name().equals("task")) {
            return names.tasks();
        }
        boolean ofSources = labels.contains("SOURCE") || COMMANDS_OF_SOURCES.contains(command.name());
        return ofSources ? names.sources() : List.of();
    }
}
