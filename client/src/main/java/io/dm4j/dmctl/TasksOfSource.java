package io.dm4j.dmctl;

import io.dm4j.api.CommonWorkerResponse;
import io.dm4j.api.OperateTaskRequest;
import io.dm4j.api.OperateTaskResponse;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.api.TaskOp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One operation on every task of a source, by name. */
final class TasksOfSource {
    private final Dmctl dmctl;
    private final String source;
    private final TaskOp op;

    TasksOfSource(Dmctl dmctl, String source, TaskOp op) {
        this.dmctl = dmctl;
        this.source = source;
        this.op = op;
    }

    int operate() {
        QueryStatusListResponse status = dmctl.ask(masters -> masters.queryStatus(
                QueryStatusListRequest.newBuilder().addSources(source).build()));
        Printer printer = dmctl.printer();
        if (!status.getResult()) {
            return printer.show(status, () -> {}, "dmctl operate-source show");
        }
        Map<String, OperateTaskResponse> answers = new LinkedHashMap<>();
        names(status).forEach(task -> answers.put(task, ask(task)));
        return show(printer, answers);
    }

    private static List<String> names(QueryStatusListResponse status) {
        return status.getSourcesList().stream()
                .flatMap(each -> each.getSubTaskStatusList().stream())
                .map(SubTaskStatus::getName)
                .distinct()
                .sorted()
                .toList();
    }

    private OperateTaskResponse ask(String task) {
        return dmctl.ask(masters -> masters.operateTask(OperateTaskRequest.newBuilder()
                .setOp(op)
                .setName(task)
                .addSources(source)
                .build()));
    }

    private int show(Printer printer, Map<String, OperateTaskResponse> answers) {
        if (printer.isForPrograms()) {
            printer.tree(tree(answers));
        } else {
            view(printer, answers);
        }
        boolean good =
                answers.values().stream().allMatch(answer -> Verdict.of(answer).isGood());
        return (good ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private static void view(Printer printer, Map<String, OperateTaskResponse> answers) {
        if (answers.isEmpty()) {
            printer.line(Ink.FAINT, "no task");
            return;
        }
        Table table = Table.of("TASK", "RESULT", "MESSAGE");
        answers.forEach((task, answer) -> {
            Verdict verdict = Verdict.of(answer);
            table.row(Cell.of(task), Cell.verdict(verdict.isGood()), Cell.of(String.join("; ", verdict.refusals())));
        });
        printer.table(table);
    }

    private static Map<String, Object> tree(Map<String, OperateTaskResponse> answers) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("result", true);
        tree.put("msg", "");
        tree.put(
                "tasks",
                answers.entrySet().stream()
                        .map(entry -> task(entry.getKey(), entry.getValue()))
                        .toList());
        return tree;
    }

    private static Map<String, Object> task(String name, OperateTaskResponse answer) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("task", name);
        tree.put("op", answer.getOp().name());
        tree.put("result", answer.getResult());
        tree.put("msg", answer.getMsg());
        tree.put(
                "sources",
                answer.getSourcesList().stream().map(TasksOfSource::source).toList());
        return tree;
    }

    /** DM leaves out what is empty here. */
    private static Map<String, Object> source(CommonWorkerResponse answer) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("result", answer.getResult());
        putUnlessEmpty(tree, "msg", answer.getMsg());
        putUnlessEmpty(tree, "source", answer.getSource());
        putUnlessEmpty(tree, "worker", answer.getWorker());
        return tree;
    }

    private static void putUnlessEmpty(Map<String, Object> tree, String name, String value) {
        if (!value.isEmpty()) {
            tree.put(name, value);
        }
    }
}
