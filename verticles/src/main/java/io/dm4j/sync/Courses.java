package io.dm4j.sync;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.ddl.DdlPlan;
import io.dm4j.ddl.DdlPlanner;
import io.dm4j.ddl.DdlStep;
import io.dm4j.ddl.DdlSubjects;
import io.dm4j.ddl.SqlDialect;
import io.dm4j.error.DmException;
import io.dm4j.row.TableId;
import io.dm4j.unit.Handling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what is done at the place of a statement: what the task's rules say, or what an operator wants. Where an operator has a
 * say, the target's definitions tell nothing of the upstream's any more, so that those are asked anew.
 */
final class Courses {
    private final DdlPlanner planner;
    private final DdlPlanner ofGiven;
    private final Handlings handlings;

    /** @param ofGiven plans statements that an operator has given: event filters have nothing to say to those */
    Courses(DdlPlanner planner, DdlPlanner ofGiven, Handlings handlings) {
        this.planner = planner;
        this.ofGiven = ofGiven;
        this.handlings = handlings;
    }

    /** Fails, coded, if the statement cannot be followed and nobody has said what to do instead. */
    Course of(BinlogEvent.Ddl ddl) {
        Optional<Handling> handling = handlings.at(ddl.start());
        return handling.isPresent() ? wished(ddl, handling.get()) : asItStands(ddl);
    }

    private Course asItStands(BinlogEvent.Ddl ddl) {
        DdlPlan plan = plan(ddl);
        return new Course(ddl, plan.what(), plan.steps(), plan.leftOut(), 0);
    }

    private Course wished(BinlogEvent.Ddl ddl, Handling handling) {
        SqlDialect dialect = dialect(ddl);
        DdlSubjects subjects = DdlSubjects.of(ddl.sql(), ddl.schema(), dialect);
        List<DdlStep> steps = new ArrayList<>();
        Set<TableId> askedAnew = new LinkedHashSet<>(subjects.objects());
        for (String statement : handling.statements()) {
            steps.addAll(given(statement, dialect));
            askedAnew.addAll(DdlSubjects.of(statement, "", dialect).objects());
        }
        if (handling.kind() == Handling.Kind.INJECT) {
            steps.addAll(plan(ddl).steps());
        }
        return new Course(
                ddl, subjects.what() + " (" + handling.kind() + ")", steps, List.copyOf(askedAnew), handling.order());
    }

    private List<DdlStep> given(String statement, SqlDialect dialect) {
        DdlPlan plan = ofGiven.plan(statement, "", dialect);
        if (plan.isSkipped()) {
            throw new DmException(
                    SyncError.HANDLING_EMPTY,
                    "%s, which is to run in its place, concerns nothing that the task takes".formatted(plan.what()));
        }
        return plan.steps();
    }

    private DdlPlan plan(BinlogEvent.Ddl ddl) {
        return planner.plan(ddl.sql(), ddl.schema(), dialect(ddl));
    }

    private static SqlDialect dialect(BinlogEvent.Ddl ddl) {
        return SqlDialect.of(ddl.session().sqlModeText());
    }
}
