package io.dm4j.endpoint.master;

import io.dm4j.api.ErrorOp;
import io.dm4j.api.HandleErrorRequest;
import io.dm4j.error.DmException;
import io.dm4j.master.MasterError;
import io.dm4j.master.Outcome;
import io.dm4j.master.StatementService;
import io.vertx.core.Future;
import java.util.List;

/** What {@code HandleError} can do, one outcome a source. */
final class StatementCalls {
    private final StatementService statements;

    StatementCalls(StatementService statements) {
        this.statements = statements;
    }

    static boolean isChange(HandleErrorRequest request) {
        return request.getOp() != ErrorOp.List;
    }

    /** What a call is about, in words. */
    static String object(HandleErrorRequest request) {
        return MasterGrpc.task(request.getTask(), request.getSourcesList())
                + (request.getBinlogPos().isEmpty() ? "" : " at " + request.getBinlogPos());
    }

    Future<List<Outcome>> carryOut(HandleErrorRequest request) {
        return statements.handle(new StatementService.Order(
                command(request),
                request.getTask(),
                request.getSourcesList(),
                request.getBinlogPos(),
                request.getSqlsList()));
    }

    private static StatementService.Command command(HandleErrorRequest request) {
        return switch (request.getOp()) {
            case Skip -> StatementService.Command.SKIP;
            case Replace -> StatementService.Command.REPLACE;
            case Inject -> StatementService.Command.INJECT;
            case Revert -> StatementService.Command.REVERT;
            case List -> StatementService.Command.LIST;
            default ->
                throw new DmException(
                        MasterError.WRONG_OPERATION, "no such operation on statements: " + request.getOp());
        };
    }
}
