package io.dm4j.endpoint.master;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.dm4j.api.GetCfgRequest;
import io.dm4j.api.GetSubTaskCfgRequest;
import io.dm4j.api.HandleErrorRequest;
import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.MasterService;
import io.dm4j.api.OfflineMemberRequest;
import io.dm4j.api.OperateLeaderRequest;
import io.dm4j.api.OperateSchemaRequest;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.OperateTaskRequest;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.client.ProtoTree;
import io.dm4j.endpoint.CallOrigin;
import io.dm4j.endpoint.Refusal;
import io.dm4j.endpoint.Routes;
import io.dm4j.master.MasterError;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.grpc.common.GrpcStatus;
import java.util.function.Function;

/**
 * DM's older HTTP interface, {@code /apis/v1alpha1}: calls of {@code pb.Master} as JSON, a message from the body, the query and the
 * path. A GET reads and all else changes, which is what each of these calls asks of its caller over gRPC, too.
 */
public final class HttpGateway implements Routes {
    private static final String PREFIX = "/apis/v1alpha1";
    private static final long LARGEST_BODY = 16L << 20;
    private static final int OK = 200;
    private static final int WRONG = 400;
    private static final int UNKNOWN_ROUTE = 404;
    private static final int BROKEN = 500;

    private final MasterService calls;

    public HttpGateway(MasterService calls) {
        this.calls = calls;
    }

    @Override
    public void mount(Router node) {
        node.route(PREFIX + "/*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        call(node, HttpMethod.POST, "/tasks", StartTaskRequest.getDefaultInstance(), calls::startTask);
        call(node, HttpMethod.PUT, "/tasks/:name", OperateTaskRequest.getDefaultInstance(), calls::operateTask);
        call(node, HttpMethod.GET, "/tasks/:name", GetCfgRequest.getDefaultInstance(), calls::getCfg);
        call(node, HttpMethod.GET, "/status/:name", QueryStatusListRequest.getDefaultInstance(), calls::queryStatus);
        call(node, HttpMethod.PUT, "/sources", OperateSourceRequest.getDefaultInstance(), calls::operateSource);
        call(node, HttpMethod.GET, "/members", ListMemberRequest.getDefaultInstance(), calls::listMember);
        call(
                node,
                HttpMethod.DELETE,
                "/members/:type/:name",
                OfflineMemberRequest.getDefaultInstance(),
                calls::offlineMember);
        call(node, HttpMethod.PUT, "/leader/:op", OperateLeaderRequest.getDefaultInstance(), calls::operateLeader);
        call(node, HttpMethod.PUT, "/schema", OperateSchemaRequest.getDefaultInstance(), calls::operateSchema);
        call(node, HttpMethod.GET, "/subtasks/:name", GetSubTaskCfgRequest.getDefaultInstance(), calls::getSubTaskCfg);
        call(node, HttpMethod.PUT, "/errors", HandleErrorRequest.getDefaultInstance(), calls::handleError);
        node.route(PREFIX + "/*")
                .handler(context -> refuse(context, UNKNOWN_ROUTE, GrpcStatus.NOT_FOUND, "there is no such call"));
    }

    private static <Q extends Message, A extends Message> void call(
            Router node, HttpMethod method, String path, Q empty, Function<Q, Future<A>> call) {
        node.route(method, PREFIX + path).handler(context -> answer(context, empty, call));
    }

    private static <Q extends Message, A extends Message> void answer(
            RoutingContext context, Q empty, Function<Q, Future<A>> call) {
        Q question;
        try {
            question = message(context, empty);
        } catch (DecodeException | InvalidProtocolBufferException | ClassCastException e) {
            refuse(context, WRONG, GrpcStatus.INVALID_ARGUMENT, "the request is not what this call takes");
            return;
        }
        CallOrigin.keep(context);
        call.apply(question)
                .onSuccess(answer -> send(context, OK, new JsonObject(ProtoTree.byContract(answer))))
                .onFailure(e -> refuse(
                        context,
                        BROKEN,
                        GrpcStatus.UNKNOWN,
                        Refusal.line(context.request().path(), e, MasterError.INTERNAL)));
    }

    /** Of the body's fields, those of the query, and those of the path, of which the last wins. What is unknown is passed over. */
    private static <Q extends Message> Q message(RoutingContext context, Q empty)
            throws InvalidProtocolBufferException {
        JsonObject fields = new JsonObject();
        // one that another master passed on may have a body of no bytes
        JsonObject body = context.body().length() > 0 ? context.body().asJsonObject() : null;
        if (body != null) {
            fields.mergeIn(body);
        }
        for (FieldDescriptor field : empty.getDescriptorForType().getFields()) {
            String name = field.getName();
            JsonArray given = new JsonArray(context.queryParam(name));
            if (!given.isEmpty()) {
                fields.put(name, field.isRepeated() ? given : given.getValue(0));
            }
            if (context.pathParam(name) != null) {
                fields.put(name, context.pathParam(name));
            }
            requireValue(field, fields.getValue(name));
        }
        Message.Builder message = empty.newBuilderForType();
        JsonFormat.parser().ignoringUnknownFields().merge(fields.encode(), message);
        @SuppressWarnings("unchecked")
        Q built = (Q) message.build();
        return built;
    }

    /** The parser takes a name that an enum does not have for none, as it passes over what is unknown. */
    private static void requireValue(FieldDescriptor field, Object value) throws InvalidProtocolBufferException {
        if (field.getJavaType() == FieldDescriptor.JavaType.ENUM
                && value instanceof String text
                && !text.matches("\\d+")
                && field.getEnumType().findValueByName(text) == null) {
            throw new InvalidProtocolBufferException(field.getName() + " has no value of this name");
        }
    }

    /** In the shape of DM's gateway. */
    private static void refuse(RoutingContext context, int http, GrpcStatus status, String why) {
        send(
                context,
                http,
                new JsonObject().put("error", why).put("code", status.code).put("message", why));
    }

    private static void send(RoutingContext context, int status, JsonObject answer) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(answer.encodePrettily())
                .onFailure(context::fail);
    }
}
