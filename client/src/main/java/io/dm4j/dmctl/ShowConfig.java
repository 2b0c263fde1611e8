package io.dm4j.dmctl;

import io.dm4j.api.CfgType;
import io.dm4j.api.GetCfgRequest;
import io.dm4j.api.GetCfgResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows one configuration without its secrets. */
@Command(description = "Shows one as the cluster has it; secrets are ******.")
final class ShowConfig implements Callable<Integer> {
    /** What changes what is shown here, by its kind. */
    private static final Map<String, String> UPDATES =
            Map.of("task", "dmctl update-task FILE", "source", "dmctl operate-source update FILE");

    private final String kind;
    private final CfgType type;

    @ParentCommand
    private ConfigCommand config;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "its name; of a task, its file as well")
    private List<String> names = List.of();

    @Option(
            names = {"-p", "--path", "-f", "--file"},
            paramLabel = "FILE",
            description = "write it there, readable by its owner only")
    private Path path;

    ShowConfig(String kind, CfgType type) {
        this.kind = kind;
        this.type = type;
    }

    @Override
    public Integer call() {
        if (type == CfgType.TaskTemplateType) {
            throw DmctlError.notYet("config " + kind);
        }
        if (names.get(0).equals("update") && UPDATES.containsKey(kind)) {
            throw DmctlError.notYet("config " + kind + " update").withWorkaround("Use " + UPDATES.get(kind));
        }
        if (names.size() != 1) {
            throw DmctlError.usage("config " + kind + ": one name is needed", "Write: config " + kind + " NAME");
        }
        GetCfgRequest question =
                GetCfgRequest.newBuilder().setType(type).setName(name()).build();
        return show(config.dmctl().ask(masters -> masters.getCfg(question)));
    }

    private String name() {
        return type == CfgType.TaskType ? LocalFiles.taskName(names.get(0)) : names.get(0);
    }

    private int show(GetCfgResponse answer) {
        Printer printer = config.dmctl().printer();
        if (path != null && answer.getResult()) {
            OwnersFile.write(path, answer.getCfg());
            printer.line("write config to file " + path + " succeed");
            return ExitCode.DONE.number();
        }
        return printer.show(answer, () -> view(printer, answer), nextCommand());
    }

    private String nextCommand() {
        return switch (type) {
            case TaskType -> "dmctl query-status";
            case SourceType -> "dmctl operate-source show";
            default -> "dmctl list-member";
        };
    }

    private static void view(Printer printer, GetCfgResponse answer) {
        if (answer.getResult()) {
            printer.line(answer.getCfg().stripTrailing());
        }
    }
}
