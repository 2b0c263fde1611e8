package io.dm4j.endpoint.rest;

import io.dm4j.api.LoadStatus;
import io.dm4j.api.ProcessError;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.api.QueryStatusResponse;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.api.SyncStatus;
import io.dm4j.unit.Stage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What workers say of their subtasks, as DM's {@code SubTaskStatus}. */
final class StatusForm {
    private StatusForm() {}

    /** One for each subtask of this name. */
    static List<JsonObject> subtasks(QueryStatusListResponse answers, String task) {
        return answers.getSourcesList().stream()
                .flatMap(answer -> subtasks(answer, task))
                .toList();
    }

    private static Stream<JsonObject> subtasks(QueryStatusResponse answer, String task) {
        return answer.getSubTaskStatusList().stream()
                .filter(status -> status.getName().equals(task))
                .map(status -> subtask(answer, status));
    }

    private static JsonObject subtask(QueryStatusResponse answer, SubTaskStatus status) {
        JsonObject form = new JsonObject()
                .put("name", status.getName())
                .put("source_name", answer.getSourceStatus().getSource())
                .put("worker_name", answer.getSourceStatus().getWorker())
                .put("stage", stage(status))
                .put("unit", status.getUnit().name())
                .put("unresolved_ddl_lock_id", status.getUnresolvedDDLLockID())
                .put("error_msg", errors(answer, status));
        if (status.hasLoad()) {
            form.put("load_status", load(status.getLoad()));
        }
        if (status.hasSync()) {
            form.put("sync_status", sync(status.getSync()));
        }
        return form;
    }

    private static String stage(SubTaskStatus status) {
        return Stage.values()[Math.max(0, status.getStageValue())].toString();
    }

    private static String errors(QueryStatusResponse answer, SubTaskStatus status) {
        return Stream.concat(
                        Stream.of(answer.getMsg()),
                        status.getResult().getErrorsList().stream().map(ProcessError::getMessage))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static JsonObject load(LoadStatus load) {
        return new JsonObject()
                .put("finished_bytes", load.getFinishedBytes())
                .put("total_bytes", load.getTotalBytes())
                .put("progress", load.getProgress())
                .put("meta_binlog", load.getMetaBinlog())
                .put("meta_binlog_gtid", load.getMetaBinlogGTID())
                .put("bps", load.getBps());
    }

    private static JsonObject sync(SyncStatus sync) {
        return new JsonObject()
                .put("total_events", sync.getTotalEvents())
                .put("total_tps", sync.getTotalTps())
                .put("recent_tps", sync.getRecentTps())
                .put("master_binlog", sync.getMasterBinlog())
                .put("master_binlog_gtid", sync.getMasterBinlogGtid())
                .put("syncer_binlog", sync.getSyncerBinlog())
                .put("syncer_binlog_gtid", sync.getSyncerBinlogGtid())
                .put("blocking_ddls", new JsonArray(List.copyOf(sync.getBlockingDDLsList())))
                .put("unresolved_groups", new JsonArray())
                .put("synced", sync.getSynced())
                .put("binlog_type", sync.getBinlogType())
                .put("seconds_behind_master", sync.getSecondsBehindMaster())
                .put("io_total_bytes", sync.getIoTotalBytes())
                .put("dump_io_total_bytes", sync.getDumpIOTotalBytes());
    }
}
