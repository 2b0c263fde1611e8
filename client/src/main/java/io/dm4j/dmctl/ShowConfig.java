package io.dm4j.dmctl;

import io.dm4j.api.CfgType;
import io.dm4j.api.GetCfgRequest;
import io.dm4j.api.GetCfgResponse;
import io.dm4j.error.DmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows what the cluster was given, without its secrets. */
@Command(
        name = "config",
        description = "Shows the file of a task or source as the cluster keeps it; secrets are ******.")
final class ShowConfig implements Callable<Integer> {
    private static final List<String> KINDS = List.of("task", "source");
    private static final List<String> LATER = List.of("master", "worker", "task-template", "export", "import");

    @ParentCommand
    private Dmctl dmctl;

    @Parameters(index = "0", paramLabel = "task|source")
    private String kind;

    @Parameters(index = "1..*", paramLabel = "NAME")
    private List<String> names = List.of();

    @Option(
            names = {"-p", "--path", "-f", "--file"},
            paramLabel = "FILE",
            description = "write it there, readable by its owner only")
    private Path path;

    @Override
    public Integer call() {
        if (LATER.contains(kind)) {
            throw DmctlError.notYet("config " + kind);
        }
        if (!KINDS.contains(kind)) {
            throw DmctlError.usage("config: there is no " + kind, "Write: config task NAME, or config source NAME");
        }
        if (names.size() > 1 && names.get(0).equals("update")) {
            throw DmctlError.notYet("config " + kind + " update");
        }
        if (names.size() != 1) {
            throw DmctlError.usage("config " + kind + ": one name is needed", "Write: config " + kind + " NAME");
        }
        GetCfgRequest question = GetCfgRequest.newBuilder()
                .setType(kind.equals("task") ? CfgType.TaskType : CfgType.SourceType)
                .setName(kind.equals("task") ? LocalFiles.taskName(names.get(0)) : names.get(0))
                .build();
        return show(dmctl.ask(masters -> masters.getCfg(question)));
    }

    private int show(GetCfgResponse answer) {
        Printer printer = dmctl.printer();
        if (path != null && answer.getResult()) {
            write(answer.getCfg());
            printer.line("write config to file " + path + " succeed");
            return ExitCode.DONE.number();
        }
        String next = kind.equals("task") ? "dmctl query-status" : "dmctl operate-source show";
        return printer.show(answer, () -> view(printer, answer), next);
    }

    private static void view(Printer printer, GetCfgResponse answer) {
        if (answer.getResult()) {
            printer.line(answer.getCfg().stripTrailing());
        }
    }

    private void write(String text) {
        try {
            Files.deleteIfExists(path);
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new DmException(DmctlError.FILE_NOT_WRITTEN, "cannot write " + path, e);
        }
    }
}
