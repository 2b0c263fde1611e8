package io.dm4j.dmctl;

import java.util.List;
import picocli.CommandLine.Option;

/** The nodes that a command is about: all, unless some are named. */
final class ChosenNodes {
    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            split = ",",
            description = "only these nodes")
    private List<String> names = List.of();

    List<String> names() {
        return names;
    }
}
