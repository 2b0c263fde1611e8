package io.dm4j.dmctl;

import io.dm4j.api.ListLeaderMember;
import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.ListMemberResponse;
import io.dm4j.api.MasterInfo;
import io.dm4j.api.Members;
import io.dm4j.api.WorkerInfo;
import io.dm4j.config.Labels;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows who belongs to the cluster. */
@Command(name = "list-member", description = "Shows the leader, the masters and the workers; without a flag all.")
final class ListMember implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Option(
            names = {"-l", "--leader"},
            description = "the leader")
    private boolean leader;

    @Option(
            names = {"-m", "--master"},
            description = "the masters")
    private boolean master;

    @Option(
            names = {"-w", "--worker"},
            description = "the workers")
    private boolean worker;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            split = ",",
            description = "only these members")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        ListMemberRequest question = ListMemberRequest.newBuilder()
                .setLeader(leader)
                .setMaster(master)
                .setWorker(worker)
                .addAllNames(names)
                .build();
        ListMemberResponse answer = dmctl.ask(masters -> masters.listMember(question));
        Printer printer = dmctl.printer();
        return printer.show(answer, () -> view(answer), "dmctl list-member");
    }

    private void view(ListMemberResponse answer) {
        dmctl.printer().table(table(answer));
        answer.getMembersList().stream()
                .map(group -> group.getLeader().getMsg() + group.getWorker().getMsg())
                .filter(words -> !words.isEmpty())
                .distinct()
                .forEach(words -> dmctl.printer().line(Ink.BAD, words));
    }

    /** The last column is there if anybody has labels; without its head it does not show. */
    private static Table table(ListMemberResponse answer) {
        boolean labelled = answer.getMembersList().stream()
                .flatMap(group -> group.getWorker().getWorkersList().stream())
                .anyMatch(WorkerInfo::hasLabels);
        Table table = labelled
                ? Table.of("KIND", "NAME", "ADDRESS", "STATE", "SOURCE", "LABELS")
                : Table.of("KIND", "NAME", "ADDRESS", "STATE", "SOURCE");
        answer.getMembersList().forEach(group -> group(table, group));
        return table;
    }

    private static void group(Table table, Members group) {
        switch (group.getMemberCase()) {
            case LEADER -> leader(table, group.getLeader());
            case MASTER -> group.getMaster().getMastersList().forEach(each -> master(table, each));
            case WORKER -> group.getWorker().getWorkersList().forEach(each -> worker(table, each));
            case MEMBER_NOT_SET -> {
                // a group of a later version
            }
        }
    }

    private static void leader(Table table, ListLeaderMember each) {
        if (each.getMsg().isEmpty()) {
            row(table, "leader", each.getName(), each.getAddr(), Cell.of(""), "", "");
        }
    }

    private static void master(Table table, MasterInfo each) {
        Cell state = each.getAlive() ? new Cell("alive", Ink.GOOD) : new Cell("not alive", Ink.BAD);
        row(table, "master", each.getName(), String.join(",", each.getClientURLsList()), state, "", "");
    }

    private static void worker(Table table, WorkerInfo each) {
        Ink ink = "offline".equals(each.getStage()) ? Ink.BAD : Ink.GOOD;
        String labels = new Labels(each.getLabels().getValuesMap()).toString();
        row(table, "worker", each.getName(), each.getAddr(), new Cell(each.getStage(), ink), each.getSource(), labels);
    }

    private static void row(
            Table table, String kind, String name, String address, Cell state, String source, String labels) {
        table.row(Cell.of(kind), Cell.of(name), Cell.of(address), state, Cell.of(source), Cell.of(labels));
    }
}
