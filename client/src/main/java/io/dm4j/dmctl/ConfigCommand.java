package io.dm4j.dmctl;

import io.dm4j.api.CfgType;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Shows what the cluster was given, and takes it away to files and back. */
@Command(
        description =
                "Shows and keeps what the cluster was given: files of tasks and sources, configurations of nodes.",
        synopsisSubcommandLabel = "task|source|master|worker|export|import")
final class ConfigCommand implements Callable<Integer> {
    private final String name;

    @ParentCommand
    private Dmctl dmctl;

    private ConfigCommand(String name) {
        this.name = name;
    }

    /** With its members; {@code config} in DM and here, once {@code get-config}. */
    static CommandLine named(String name) {
        CommandLine group = new CommandLine(new ConfigCommand(name));
        group.addSubcommand("task", new ShowConfig("task", CfgType.TaskType));
        group.addSubcommand("source", new ShowConfig("source", CfgType.SourceType));
        group.addSubcommand("master", new ShowConfig("master", CfgType.MasterType));
        group.addSubcommand("worker", new ShowConfig("worker", CfgType.WorkerType));
        group.addSubcommand("task-template", new ShowConfig("task-template", CfgType.TaskTemplateType));
        group.addSubcommand("export", new ConfigExport());
        group.addSubcommand("import", new ConfigImport());
        return group;
    }

    @Override
    public Integer call() {
        throw DmctlError.usage(
                name + ": what to show is missing", "Write: config task NAME, or see dmctl " + name + " --help");
    }

    Dmctl dmctl() {
        return dmctl;
    }
}
