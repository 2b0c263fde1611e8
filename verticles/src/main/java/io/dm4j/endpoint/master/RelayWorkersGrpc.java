package io.dm4j.endpoint.master;

import io.dm4j.api.etcd.KVGrpcService;
import io.dm4j.api.etcd.KVService;
import io.dm4j.api.etcd.RangeRequest;
import io.dm4j.api.etcd.RangeResponse;
import io.dm4j.api.etcd.ResponseHeader;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.Service;
import io.vertx.grpc.server.StatusException;

/**
 * {@code etcdserverpb.KV/Range}, for DM's {@code config export}, which asks etcd itself for the workers of the relay log (control
 * reference 3.7): there are none. Nothing else of the store is ever given out here.
 */
public final class RelayWorkersGrpc extends KVService {
    private static final String RELAY_WORKERS = "/dm-master/relay-worker/";

    /** To mount on the port. */
    public Service service() {
        return KVGrpcService.of(this);
    }

    @Override
    public Future<RangeResponse> range(RangeRequest request) {
        return request.getKey().toStringUtf8().startsWith(RELAY_WORKERS)
                ? Future.succeededFuture(RangeResponse.newBuilder()
                        .setHeader(ResponseHeader.newBuilder().setRevision(1))
                        .build())
                : Future.failedFuture(new StatusException(
                        GrpcStatus.UNIMPLEMENTED, "this master gives nobody its store; only " + RELAY_WORKERS));
    }
}
