package io.dm4j.endpoint.rest;

import io.dm4j.api.trust.TrustService;
import io.dm4j.config.ConfigError;
import io.dm4j.endpoint.AuditLog;
import io.dm4j.endpoint.CallOrigin;
import io.dm4j.endpoint.Refusal;
import io.dm4j.endpoint.Routes;
import io.dm4j.endpoint.master.StatusQuery;
import io.dm4j.error.DmException;
import io.dm4j.master.Master;
import io.dm4j.master.MasterError;
import io.dm4j.master.StructureService;
import io.dm4j.master.TableService;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * DM's REST interface on a master's port. What the contract does not allow never gets to an operation. Every refusal is 400 with
 * {@code error_msg} and {@code error_code}, as in DM; an operation that is not built yet says so by {@link ConfigError#NOT_SUPPORTED}.
 */
public final class RestApi implements Routes {
    private static final String PREFIX = "/api/v1/";
    private static final long LARGEST_BODY = 16L << 20;
    private static final int WRONG = 400;

    private final Vertx vertx;
    private final RestContract contract;
    private final Map<String, Operation> operations = new HashMap<>();
    private final Set<String> changing = new HashSet<>();

    private RestApi(Vertx vertx, RestContract contract) {
        this.vertx = vertx;
        this.contract = contract;
    }

    /** @param clusterId as DM's, a number */
    public static RestApi of(
            Vertx vertx,
            RestContract contract,
            Master master,
            StatusQuery status,
            TableService tables,
            StructureService structures,
            TrustService trust,
            long clusterId) {
        RestApi api = new RestApi(vertx, contract);
        SourceRoutes sources = new SourceRoutes(master, status);
        TaskRoutes tasks = new TaskRoutes(master, status);
        ClusterRoutes cluster = new ClusterRoutes(master, clusterId);
        TemplateRoutes templates = new TemplateRoutes(master);
        api.add(new TableRoutes(tables).reading(), Map.of());
        StructureRoutes structure = new StructureRoutes(structures);
        api.add(structure.reading(), structure.changing());
        api.add(new TrustRoutes(trust).reading(), Map.of());
        api.add(templates.reading(), templates.changing());
        api.add(sources.reading(), sources.changing());
        api.add(tasks.reading(), tasks.changing());
        api.add(cluster.reading(), cluster.changing());
        return api;
    }

    private void add(Map<String, Operation> reading, Map<String, Operation> changes) {
        operations.putAll(reading);
        operations.putAll(changes);
        changing.addAll(changes.keySet());
    }

    @Override
    public void mount(Router node) {
        Documentation documentation = new Documentation(contract.written());
        RouterBuilder builder = RouterBuilder.create(vertx, contract.checked(), RequestExtractor.withBodyHandler());
        builder.rootHandler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        builder.getRoutes().forEach(route -> route.addHandler(handler(id(route), documentation)));
        node.route(PREFIX + "*").subRouter(builder.createRouter());
        documentation.mountAssets(node);
        node.errorHandler(WRONG, this::notByTheContract);
    }

    private Handler<RoutingContext> handler(String id, Documentation documentation) {
        return switch (id) {
            case "DMAPIGetDocHTML" -> documentation::page;
            case "DMAPIGetDocJSON" -> documentation::contract;
            default -> context -> serve(id, context);
        };
    }

    private static String id(OpenAPIRoute route) {
        return route.getOperation().getOperationId();
    }

    private void serve(String id, RoutingContext context) {
        Operation operation = operations.getOrDefault(id, call -> notYet(id));
        Future.succeededFuture(Call.of(context))
                .compose(call -> changing.contains(id) ? changed(id, context, operation, call) : operation.answer(call))
                .onSuccess(answer -> send(context, answer.status(), answer.text()))
                .onFailure(e -> refuse(id, context, e));
    }

    private static Future<Answer> changed(String id, RoutingContext context, Operation operation, Call call) {
        return AuditLog.changing(CallOrigin.of(context), id, context.request().path(), () -> operation.answer(call));
    }

    private static Future<Answer> notYet(String id) {
        return Future.failedFuture(new DmException(ConfigError.NOT_SUPPORTED, id + " is not supported yet")
                .withWorkaround("See /api/v1/docs for what there is."));
    }

    private static void refuse(String id, RoutingContext context, Throwable failure) {
        Refusal.line(id, failure, MasterError.INTERNAL);
        DmException coded = DmException.from(failure, MasterError.INTERNAL);
        refuse(context, coded.getMessage(), SourcesFailed.number(coded));
    }

    /** The router says "Bad Request"; what is wrong is in the cause. */
    private void notByTheContract(RoutingContext context) {
        Throwable failure = context.failure();
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        String what = cause == null || cause.getMessage() == null ? "the request is wrong" : cause.getMessage();
        if (context.request().path().startsWith(PREFIX)) {
            refuse(context, what, ConfigError.VALUE_WRONG.number());
        } else {
            context.response().setStatusCode(WRONG).end().onFailure(context::fail);
        }
    }

    private static void refuse(RoutingContext context, String what, int code) {
        JsonObject error = new JsonObject().put("error_msg", what).put("error_code", code);
        send(context, WRONG, error.encodePrettily());
    }

    private static void send(RoutingContext context, int status, String body) {
        context.response().setStatusCode(status);
        if (!body.isEmpty()) {
            context.response().putHeader("content-type", "application/json");
        }
        context.response().end(body).onFailure(context::fail);
    }
}
