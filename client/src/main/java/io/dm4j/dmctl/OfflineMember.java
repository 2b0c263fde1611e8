package io.dm4j.dmctl;

import io.dm4j.api.OfflineMemberRequest;
import io.dm4j.api.OfflineMemberResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Forgets a member that is gone for good. */
@Command(
        name = "offline-member",
        description = "Forgets a worker or a master that is gone for good; its process has ended before.")
final class OfflineMember implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Option(
            names = {"-m", "--master"},
            description = "a master")
    private boolean master;

    @Option(
            names = {"-w", "--worker"},
            description = "a worker")
    private boolean worker;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "its name")
    private String name = "";

    @Override
    public Integer call() {
        if (master == worker || name.isEmpty()) {
            throw DmctlError.usage(
                    "offline-member: say who it is", "One of: --worker --name NAME, --master --name NAME");
        }
        OfflineMemberRequest question = OfflineMemberRequest.newBuilder()
                .setType(master ? "master" : "worker")
                .setName(name)
                .build();
        OfflineMemberResponse answer = dmctl.ask(masters -> masters.offlineMember(question));
        Printer printer = dmctl.printer();
        return printer.show(answer, () -> view(printer, answer), "dmctl list-member");
    }

    private void view(Printer printer, OfflineMemberResponse answer) {
        if (answer.getResult()) {
            Table table = Table.of("KIND", "NAME", "RESULT");
            table.row(Cell.of(master ? "master" : "worker"), Cell.of(name), Cell.verdict(true));
            printer.table(table);
        }
    }
}
