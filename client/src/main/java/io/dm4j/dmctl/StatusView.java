package io.dm4j.dmctl;

import io.dm4j.api.ProcessError;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.api.QueryStatusResponse;
import io.dm4j.api.SourceStatus;
import io.dm4j.api.Stage;
import io.dm4j.api.SubTaskStatus;

/** The tasks as a table, one line a subtask, and beneath it what is wrong with them. */
final class StatusView {
    private final Printer printer;
    private final boolean more;

    StatusView(Printer printer, boolean more) {
        this.printer = printer;
        this.more = more;
    }

    void print(QueryStatusListResponse answer) {
        Table table = more
                ? Table.of(
                        "TASK", "SOURCE", "WORKER", "STAGE", "UNIT", "PROGRESS", "POSITION", "UPSTREAM AT", "GTID SET")
                : Table.of("TASK", "SOURCE", "WORKER", "STAGE", "UNIT", "PROGRESS", "POSITION");
        answer.getSourcesList().forEach(source -> rows(table, source));
        if (table.isEmpty()) {
            printer.line(Ink.FAINT, answer.getResult() ? "no task" : "");
            return;
        }
        printer.table(table);
        answer.getSourcesList().forEach(this::troubles);
    }

    private void rows(Table table, QueryStatusResponse source) {
        for (SubTaskStatus subtask : source.getSubTaskStatusList()) {
            table.row(cells(source.getSourceStatus(), subtask));
        }
    }

    private Cell[] cells(SourceStatus source, SubTaskStatus subtask) {
        Progress progress = Progress.of(subtask, printer.colour());
        Cell task = Cell.of(subtask.getName());
        Cell name = Cell.of(source.getSource());
        Cell worker = Cell.orDash(source.getWorker());
        Cell unit = Cell.of(
                subtask.getUnit() == io.dm4j.api.UnitType.InvalidUnit
                        ? ""
                        : subtask.getUnit().name());
        Cell text = Cell.of(progress.text());
        Cell position = Cell.of(progress.position());
        return more
                ? new Cell[] {
                    task,
                    name,
                    worker,
                    stage(subtask),
                    unit,
                    text,
                    position,
                    Cell.of(progress.upstream()),
                    Cell.of(progress.gtidSet())
                }
                : new Cell[] {task, name, worker, stage(subtask), unit, text, position};
    }

    private static Cell stage(SubTaskStatus subtask) {
        boolean broken = subtask.getResult().getErrorsCount() > 0;
        Ink ink = broken ? Ink.BAD : subtask.getStage() == Stage.Paused ? Ink.WARN : Ink.GOOD;
        return new Cell(subtask.getStage().name(), ink);
    }

    private void troubles(QueryStatusResponse source) {
        String name = source.getSourceStatus().getSource();
        source.getSourceStatus().getResult().getErrorsList().forEach(error -> trouble("source " + name, error));
        for (SubTaskStatus subtask : source.getSubTaskStatusList()) {
            String head = "task " + subtask.getName() + " of source " + name;
            subtask.getResult().getErrorsList().forEach(error -> trouble(head, error));
        }
    }

    private void trouble(String head, ProcessError error) {
        String cause = error.getRawCause().isEmpty() ? "" : " (" + error.getRawCause() + ")";
        String wayOut = error.getWorkaround().isEmpty() ? "" : ". " + error.getWorkaround();
        printer.line("");
        printer.line(
                Ink.BAD,
                head + ": error " + error.getErrCode() + " (" + error.getErrClass() + ", " + error.getErrScope() + ")");
        printer.line("  " + error.getMessage() + cause + wayOut);
    }
}
