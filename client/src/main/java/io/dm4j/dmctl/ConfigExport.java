package io.dm4j.dmctl;

import io.dm4j.api.ListSourceConfigsResponse;
import io.dm4j.api.ListTaskConfigsResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes what it takes to set up the cluster again. */
@Command(
        description = {
            "Writes the files of all sources and tasks to a directory, for their owner only.",
            "Passwords are encrypted under the masters' key; private keys that came with the files are in clear."
        })
final class ConfigExport implements Callable<Integer> {
    @ParentCommand
    private ConfigCommand config;

    @Option(
            names = {"-p", "--path", "-d", "--dir"},
            paramLabel = "DIRECTORY",
            description = "where to (configs)")
    private Path path = Path.of("configs");

    @Override
    public Integer call() {
        Dmctl dmctl = config.dmctl();
        ListSourceConfigsResponse sources = dmctl.ask(masters -> masters.listSourceConfigs());
        ListTaskConfigsResponse tasks = dmctl.ask(masters -> masters.listTaskConfigs());
        if (!sources.getResult() || !tasks.getResult()) {
            return dmctl.printer().show(sources.getResult() ? tasks : sources, () -> {}, "dmctl operate-source show");
        }
        List<Path> others = new ConfigDirectory(path).write(sources.getSourceConfigsMap(), tasks.getTaskConfigsMap());
        dmctl.printer()
                .notes(others.stream()
                        .map(file -> file + " is not of this export, but config import would take it")
                        .toList());
        dmctl.printer()
                .line("exported to " + path + ": sources " + sources.getSourceConfigsCount() + ", tasks "
                        + tasks.getTaskConfigsCount());
        return ExitCode.DONE.number();
    }
}
