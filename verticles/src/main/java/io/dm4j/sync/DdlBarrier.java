package io.dm4j.sync;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.ddl.DdlPlan;
import io.dm4j.ddl.DdlPlanner;
import io.dm4j.ddl.DdlStep;
import io.dm4j.ddl.SqlDialect;
import io.dm4j.error.DmException;
import io.dm4j.mysql.Database;
import io.dm4j.progress.DdlIntent;
import io.dm4j.progress.DdlIntents;
import io.dm4j.progress.SchemaProgress;
import io.dm4j.progress.SyncProgress;
import io.dm4j.row.TableId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Follows a statement on definitions, between groups: everything before it is committed. Each of its steps is recorded as
 * an intent before it runs; the last record clears it and moves the watermark. Confined to the unit's context.
 */
final class DdlBarrier {
    private static final Logger log = LogManager.getLogger(DdlBarrier.class);

    private final Database target;
    private final Lane lane;
    private final DdlPlanner planner;
    private final Tables tables;
    private final Definitions definitions;
    private final Records records;
    private final Meter meter;
    private Optional<DdlIntent> unfinished;

    /** What is written to the meta schema about statements. */
    record Records(SyncProgress progress, SchemaProgress schemas, DdlIntents intents, long epoch, String lockName) {}

    /**
     * A barrier.
     *
     * @param unfinished the intent that an earlier worker left
     */
    DdlBarrier(
            Database target,
            Lane lane,
            DdlPlanner planner,
            Tables tables,
            Definitions definitions,
            Records records,
            Meter meter,
            Optional<DdlIntent> unfinished) {
        this.target = target;
        this.lane = lane;
        this.planner = planner;
        this.tables = tables;
        this.definitions = definitions;
        this.records = records;
        this.meter = meter;
        this.unfinished = unfinished;
    }

    /** True if the statement concerned the target, which then holds a watermark behind it. */
    Future<Boolean> follow(BinlogEvent.Ddl ddl) {
        DdlPlan plan = plan(ddl);
        List<DdlStep> steps =
                plan.steps().stream().filter(step -> !isCopied(step, ddl)).toList();
        log.info(
                "statement {} at {}: {}",
                plan.what(),
                ddl.end().binlog(),
                steps.isEmpty() ? "skipped" : steps.size() + " step(s) on the target");
        if (steps.isEmpty()) {
            meter.skippedStatement();
            return plan.leftOut().isEmpty()
                    ? Future.succeededFuture(false)
                    : finish(ddl, forgotten(plan.leftOut())).map(true);
        }
        return DdlSession.open(target, records.lockName(), unfinished)
                .compose(session -> session.take(ddl.session())
                        .compose(ready -> run(ddl, steps, forgotten(plan.leftOut()), session))
                        .eventually(session::close))
                .map(true);
    }

    private DdlPlan plan(BinlogEvent.Ddl ddl) {
        try {
            SqlDialect dialect = SqlDialect.of(ddl.session().sqlModeText());
            return planner.plan(ddl.sql(), ddl.schema(), dialect);
        } catch (DmException e) {
            throw new DmException(e.code(), "position " + ddl.end().binlog() + ": " + e.what(), e)
                    .withWorkaround(e.workaround());
        }
    }

    private boolean isCopied(DdlStep step, BinlogEvent.Ddl ddl) {
        return step.subject().isSchema()
                ? tables.isSchemaCopied(
                        step.subject().source().schema(), ddl.end().binlog())
                : tables.isCopied(
                        step.becomes().orElse(step.subject()).source(),
                        ddl.end().binlog());
    }

    /** The upstream has changed them, the target has not: what they are is asked for again at their next row. */
    private List<String> forgotten(List<TableId> leftOut) {
        leftOut.forEach(tables::dropped);
        return leftOut.stream().map(records.schemas()::forget).toList();
    }

    private Future<Void> run(BinlogEvent.Ddl ddl, List<DdlStep> steps, List<String> forgotten, DdlSession session) {
        List<String> outcome = new ArrayList<>(forgotten);
        Future<Void> last = Future.succeededFuture();
        for (int i = 0; i < steps.size(); i++) {
            int number = i;
            last = last.compose(done -> step(ddl, number, steps.get(number), session))
                    .compose(done -> effect(steps.get(number)))
                    .map(more -> {
                        outcome.addAll(more);
                        return null;
                    });
        }
        return last.compose(done -> finish(ddl, outcome));
    }

    private Future<Void> finish(BinlogEvent.Ddl ddl, List<String> outcome) {
        List<String> statements = new ArrayList<>(outcome);
        statements.add(records.intents().clear());
        statements.add(records.progress().moveTo(ddl.end(), records.epoch()));
        return lane.record(statements).onSuccess(done -> unfinished = Optional.empty());
    }

    private Future<Void> step(BinlogEvent.Ddl ddl, int number, DdlStep step, DdlSession session) {
        Optional<DdlIntent> earlier =
                unfinished.filter(intent -> intent.at().compareTo(ddl.end().binlog()) == 0);
        if (earlier.isPresent() && number < earlier.get().step()) {
            return Future.succeededFuture();
        }
        if (earlier.isPresent() && number == earlier.get().step()) {
            return new DdlRecovery(session).isDone(earlier.get(), step).compose(done -> {
                log.info("a statement left by an earlier worker has {}", done ? "run" : "not run; it runs now");
                return done
                        ? Future.succeededFuture()
                        : session.execute(step, ddl.end().binlog());
            });
        }
        return session.definition(step.subject().target())
                .map(before -> intent(ddl, number, step, before, session))
                .compose(intent -> lane.record(List.of(records.intents().record(intent))))
                .compose(recorded -> session.execute(step, ddl.end().binlog()));
    }

    private static DdlIntent intent(BinlogEvent.Ddl ddl, int number, DdlStep step, String before, DdlSession session) {
        return new DdlIntent(
                ddl.end().binlog(),
                ddl.gtid(),
                number,
                step.sql(),
                step.subject().target(),
                before,
                session.id());
    }

    /** What the statement means for the tables we know; the records that keep it. */
    private Future<List<String>> effect(DdlStep step) {
        return switch (step.kind()) {
            case CREATE_DATABASE, ALTER_DATABASE, TRUNCATE_TABLE -> Future.succeededFuture(List.of());
            case DROP_DATABASE ->
                Future.succeededFuture(droppedSchema(step.subject().source().schema()));
            case DROP_TABLE -> Future.succeededFuture(List.of(dropped(step)));
            default -> changed(step);
        };
    }

    private List<String> droppedSchema(String schema) {
        tables.droppedSchema(schema);
        return List.of(records.schemas().forgetSchema(schema));
    }

    private String dropped(DdlStep step) {
        tables.dropped(step.subject().source());
        return records.schemas().forget(step.subject().source());
    }

    private Future<List<String>> changed(DdlStep step) {
        return definitions
                .afterStatement(
                        step.becomes().orElse(step.subject()),
                        tables.onlyOnTarget(step.subject().source()))
                .map(schema -> {
                    List<String> statements = new ArrayList<>();
                    step.becomes().ifPresent(renamed -> statements.add(dropped(step)));
                    tables.changed(schema);
                    statements.add(records.schemas().keep(schema));
                    return statements;
                });
    }
}
