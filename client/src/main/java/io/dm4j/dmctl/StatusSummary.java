package io.dm4j.dmctl;

import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.api.QueryStatusResponse;
import io.dm4j.api.RelayStatus;
import io.dm4j.api.Stage;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.api.UnitType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** DM's short answer to query-status: one status a task, of all its subtasks. */
final class StatusSummary {

    /** One subtask and the relay of its source. */
    private record Part(String source, SubTaskStatus subtask, RelayStatus relay) {

        boolean isBroken() {
            return subtask.getStage() == Stage.Paused && subtask.getResult().getErrorsCount() > 0;
        }

        boolean isStarved() {
            boolean syncs = subtask.getStage() == Stage.Running && subtask.getUnit() == UnitType.Sync;
            return syncs && (relay.getStage() == Stage.Paused || relay.getStage() == Stage.Stopped);
        }

        String relayWord() {
            return relay.getResult().getErrorsCount() > 0
                    ? "Error"
                    : relay.getStage().name();
        }
    }

    private StatusSummary() {}

    static Map<String, Object> tree(QueryStatusListResponse answer) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("result", answer.getResult());
        tree.put("msg", answer.getMsg());
        List<Object> tasks = new ArrayList<>();
        byTask(answer).forEach((name, parts) -> tasks.add(task(name, parts)));
        tree.put("tasks", tasks);
        return tree;
    }

    private static Map<String, List<Part>> byTask(QueryStatusListResponse answer) {
        Map<String, List<Part>> tasks = new TreeMap<>();
        for (QueryStatusResponse source : answer.getSourcesList()) {
            String name = source.getSourceStatus().getSource();
            RelayStatus relay = source.getSourceStatus().getRelayStatus();
            source.getSubTaskStatusList()
                    .forEach(subtask -> tasks.computeIfAbsent(subtask.getName(), each -> new ArrayList<>())
                            .add(new Part(name, subtask, relay)));
        }
        return tasks;
    }

    private static Map<String, Object> task(String name, List<Part> parts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("taskName", name);
        tree.put("taskStatus", status(name, parts));
        tree.put("sources", parts.stream().map(Part::source).toList());
        return tree;
    }

    private static String status(String name, List<Part> parts) {
        String more = " Please run `query-status " + name + "` to get more details.";
        if (parts.stream().anyMatch(Part::isBroken)) {
            return "Error - Some error occurred in subtask." + more;
        }
        return parts.stream()
                .filter(Part::isStarved)
                .findFirst()
                .map(part -> "Error - Relay status is " + part.relayWord() + "." + more)
                .orElseGet(() -> stage(parts));
    }

    private static String stage(List<Part> parts) {
        List<Stage> stages =
                parts.stream().map(part -> part.subtask().getStage()).distinct().toList();
        if (stages.contains(Stage.Paused)) {
            return Stage.Paused.name();
        }
        return stages.size() == 1 ? stages.get(0).name() : Stage.Running.name();
    }
}
