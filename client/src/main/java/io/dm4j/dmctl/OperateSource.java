package io.dm4j.dmctl;

import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.SourceOp;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Adds, changes, removes and shows upstream servers. */
@Command(
        name = "operate-source",
        description = {
            "Adds (create), changes (update), removes (stop) or shows (show) upstream servers. stop and show take names, too.",
            "update exchanges user, password and security block under running tasks; all else needs them stopped."
        })
final class OperateSource implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Parameters(index = "0", arity = "0..1", paramLabel = "create|update|stop|show")
    private String operation = "";

    @Parameters(index = "1..*", paramLabel = "FILE", description = "source files (YAML)")
    private List<String> words = List.of();

    @Option(
            names = {"-w", "--worker"},
            paramLabel = "WORKER",
            description = "create: the worker that takes the source")
    private String worker = "";

    @Option(
            names = {"-p", "--print-sample-config"},
            description = "print a commented source file; needs no master")
    private boolean sample;

    @Override
    public Integer call() {
        if (sample) {
            dmctl.printer().line(SourceFile.sample().stripTrailing());
            return ExitCode.DONE.number();
        }
        return switch (operation) {
            case "create" -> ask(create());
            case "stop" -> ask(stop());
            case "show" -> ask(named(SourceOp.ShowSource));
            case "update" -> ask(files(SourceOp.UpdateSource).build());
            default ->
                throw DmctlError.usage(
                        "operate-source: say what to do",
                        "One of: create FILE, update FILE, stop NAME, show. See --help");
        };
    }

    private OperateSourceRequest create() {
        if (words.size() > 1 && !worker.isEmpty()) {
            throw DmctlError.usage(
                    "operate-source create: --worker goes with one source file, not with " + words.size(),
                    "Create them one by one, or leave the choice of workers to the master");
        }
        return files(SourceOp.StartSource).setWorkerName(worker).build();
    }

    private OperateSourceRequest.Builder files(SourceOp op) {
        if (words.isEmpty()) {
            throw DmctlError.usage(
                    "operate-source " + operation + ": no source file is named", "Name one, or see -p for a sample");
        }
        List<LocalFiles.Checked<SourceConfig>> files = LocalFiles.sources(words);
        files.forEach(file -> dmctl.printer().notes(file.parsed().notes()));
        return request(op).addAllConfig(files.stream().map(dmctl::textToSend).toList());
    }

    private OperateSourceRequest stop() {
        OperateSourceRequest question = named(SourceOp.StopSource);
        if (question.getSourceIDCount() == 0) {
            throw DmctlError.usage("operate-source stop: no source is named", "Name it, or its file");
        }
        return question;
    }

    private OperateSourceRequest named(SourceOp op) {
        List<String> names = new ArrayList<>(dmctl.sources());
        words.stream().filter(word -> !LocalFiles.isFile(word)).forEach(names::add);
        LocalFiles.sources(words.stream().filter(LocalFiles::isFile).toList())
                .forEach(file -> names.add(file.parsed().value().sourceId()));
        return request(op).addAllSourceID(names).build();
    }

    private static OperateSourceRequest.Builder request(SourceOp op) {
        return OperateSourceRequest.newBuilder().setOp(op);
    }

    private int ask(OperateSourceRequest question) {
        OperateSourceResponse answer = dmctl.ask(masters -> masters.operateSource(question));
        Printer printer = dmctl.printer();
        return printer.show(
                answer,
                () -> SourceResults.print(printer, answer.getResult(), answer.getMsg(), answer.getSourcesList()),
                "dmctl operate-source show");
    }
}
