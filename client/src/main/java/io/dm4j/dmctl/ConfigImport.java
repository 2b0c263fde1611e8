package io.dm4j.dmctl;

import io.dm4j.config.SourceConfig;
import io.dm4j.config.TaskConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Gives a cluster what {@code config export} has written. */
@Command(
        description = {
            "Creates the sources and starts the tasks of a directory that config export has written.",
            "What the cluster has already stays as it is."
        })
final class ConfigImport implements Callable<Integer> {
    @ParentCommand
    private ConfigCommand config;

    @Option(
            names = {"-p", "--path", "-d", "--dir"},
            paramLabel = "DIRECTORY",
            description = "where from (configs)")
    private Path path = Path.of("configs");

    @Override
    public Integer call() {
        ConfigDirectory directory = new ConfigDirectory(path);
        directory.require();
        List<LocalFiles.Checked<SourceConfig>> sources = LocalFiles.sources(directory.sourceFiles());
        List<LocalFiles.Checked<TaskConfig>> tasks = LocalFiles.tasks(directory.taskFiles());
        if (directory.hasRelayWorkers()) {
            config.dmctl()
                    .printer()
                    .notes(List.of(path + ": workers of the relay log are passed over, it is not supported yet"));
        }
        Delivery delivery = new Delivery(config.dmctl());
        Changes changes = new Changes(config.dmctl().printer());
        sources.forEach(file -> changes.made(
                "source",
                file.parsed().value().sourceId(),
                "create",
                unlessThere(delivery.createSource(config.dmctl().textToSend(file)))));
        tasks.forEach(file -> changes.made(
                "task",
                file.parsed().value().name(),
                "start",
                unlessThere(delivery.startTask(config.dmctl().textToSend(file)))));
        return changes.show();
    }

    /** By DM's words for it. */
    private static Changes.Outcome unlessThere(Verdict verdict) {
        boolean there =
                !verdict.isGood() && verdict.refusals().stream().allMatch(refusal -> refusal.contains("already exist"));
        return there ? Changes.Outcome.good("is there already") : Changes.Outcome.of(verdict);
    }
}
