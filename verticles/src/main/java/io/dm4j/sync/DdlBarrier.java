package io.dm4j.sync;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.ddl.DdlStep;
import io.dm4j.mysql.Database;
import io.dm4j.progress.DdlIntent;
import io.dm4j.progress.DdlIntents;
import io.dm4j.progress.LoadProgress;
import io.dm4j.progress.SchemaProgress;
import io.dm4j.progress.SyncProgress;
import io.dm4j.row.TableId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    private final Courses courses;
    private final Tables tables;
    private final Definitions definitions;
    private final Records records;
    private final Meter meter;
    private final WayOut wayOut;
    private Optional<DdlIntent> unfinished;

    /** What is written to the meta schema about statements. */
    record Records(
            SyncProgress progress,
            SchemaProgress schemas,
            LoadProgress copied,
            DdlIntents intents,
            long epoch,
            String lockName) {}

    /**
     * A barrier.
     *
     * @param unfinished the intent that an earlier worker left
     */
    DdlBarrier(
            Database target,
            Lane lane,
            Courses courses,
            Tables tables,
            Definitions definitions,
            Records records,
            Meter meter,
            WayOut wayOut,
            Optional<DdlIntent> unfinished) {
        this.target = target;
        this.lane = lane;
        this.courses = courses;
        this.tables = tables;
        this.definitions = definitions;
        this.records = records;
        this.meter = meter;
        this.wayOut = wayOut;
        this.unfinished = unfinished;
    }

    /** True if the statement concerned the target, which then holds a watermark behind it. */
    Future<Boolean> follow(BinlogEvent.Ddl ddl) {
        return Future.succeededFuture()
                .map(now -> courses.of(ddl))
                .map(course -> course.without(step -> isCopied(step, course)))
                .compose(this::follow)
                .recover(failure -> Future.failedFuture(wayOut.of(failure, ddl.start())));
    }

    private Future<Boolean> follow(Course course) {
        log.info(
                "statement {} at {}: {}",
                course.what(),
                course.ddl().start().argument(),
                course.steps().isEmpty() ? "skipped" : course.steps().size() + " step(s) on the target");
        if (course.steps().isEmpty()) {
            meter.skippedStatement();
        }
        if (course.steps().isEmpty() && !course.isWished()) {
            return course.askedAnew().isEmpty()
                    ? Future.succeededFuture(false)
                    : finish(course, forgotten(course)).map(true);
        }
        return alone(course).map(true);
    }

    /** Also where nothing is to run: the statement that is left out now may still run in an earlier worker's session. */
    private Future<Void> alone(Course course) {
        return DdlSession.open(target, records.lockName(), unfinished).compose(session -> readied(session, course)
                .compose(ready -> run(course, session))
                .eventually(session::close));
    }

    /** Of a session that runs nothing, no variable is in the way. */
    private static Future<Void> readied(DdlSession session, Course course) {
        return course.steps().isEmpty()
                ? Future.succeededFuture()
                : session.take(course.ddl().session());
    }

    private boolean isCopied(DdlStep step, Course course) {
        return step.subject().isSchema()
                ? tables.isSchemaCopied(step.subject().source().schema(), course.end())
                : tables.isCopied(step.becomes().orElse(step.subject()).source(), course.end());
    }

    /** The upstream has changed them, the target has not, or in another way: what they are is asked for at their next row. */
    private List<String> forgotten(Course course) {
        return course.askedAnew().stream().flatMap(this::forgotten).toList();
    }

    private Stream<String> forgotten(TableId object) {
        if (object.table().isEmpty()) {
            tables.droppedSchema(object.schema());
            return Stream.of(
                    records.schemas().forgetSchema(object.schema()),
                    records.copied().forgetSchema(object.schema()));
        }
        tables.dropped(object);
        return Stream.of(records.schemas().forget(object), records.copied().forget(object));
    }

    private Future<Void> run(Course course, DdlSession session) {
        List<String> outcome = new ArrayList<>(forgotten(course));
        Future<Void> last = Future.succeededFuture();
        for (int i = 0; i < course.steps().size(); i++) {
            int number = i;
            DdlStep step = course.steps().get(number);
            last = last.compose(done -> step(course, number, session))
                    .compose(done -> course.isWished() ? Future.succeededFuture(List.<String>of()) : effect(step))
                    .map(more -> {
                        outcome.addAll(more);
                        return null;
                    });
        }
        return last.compose(done -> finish(course, outcome));
    }

    private Future<Void> finish(Course course, List<String> outcome) {
        List<String> statements = new ArrayList<>(outcome);
        statements.add(records.intents().clear());
        statements.add(records.progress().moveTo(course.ddl().end(), records.epoch()));
        return lane.record(statements).onSuccess(done -> unfinished = Optional.empty());
    }

    private Future<Void> step(Course course, int number, DdlSession session) {
        DdlStep step = course.steps().get(number);
        Optional<DdlIntent> earlier = unfinished.filter(intent -> isOf(course, intent));
        if (earlier.isPresent() && number < earlier.get().step()) {
            return Future.succeededFuture();
        }
        if (earlier.isPresent() && number == earlier.get().step()) {
            return new DdlRecovery(session).isDone(earlier.get(), step).compose(done -> {
                log.info("a statement left by an earlier worker has {}", done ? "run" : "not run; it runs now");
                return done ? Future.succeededFuture() : session.execute(step);
            });
        }
        return session.definition(step.subject().target())
                .map(before -> intent(course, number, before, session))
                .compose(intent -> lane.record(List.of(records.intents().record(intent))))
                .compose(recorded -> session.execute(step));
    }

    /** What was begun before an operator said otherwise stands as far as it came; what he wants now begins at its first step. */
    private static boolean isOf(Course course, DdlIntent intent) {
        return intent.at().compareTo(course.end()) == 0 && intent.order() == course.order();
    }

    private static DdlIntent intent(Course course, int number, String before, DdlSession session) {
        DdlStep step = course.steps().get(number);
        return new DdlIntent(
                course.end(),
                course.ddl().gtid(),
                course.order(),
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
