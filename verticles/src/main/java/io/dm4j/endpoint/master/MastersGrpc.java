package io.dm4j.endpoint.master;

import io.dm4j.api.masters.AdmitRequest;
import io.dm4j.api.masters.AdmitResponse;
import io.dm4j.api.masters.DescribeRequest;
import io.dm4j.api.masters.DescribeResponse;
import io.dm4j.api.masters.MasterMember;
import io.dm4j.api.masters.MastersGrpcService;
import io.dm4j.api.masters.MastersService;
import io.dm4j.config.Address;
import io.dm4j.endpoint.AuditLog;
import io.dm4j.endpoint.Refusal;
import io.dm4j.error.DmException;
import io.dm4j.master.MasterError;
import io.dm4j.master.MasterService;
import io.dm4j.store.Member;
import io.vertx.core.Future;
import io.vertx.grpc.server.Service;

/** {@code dm4j.v1.Masters}: how another master enters the cluster. */
public final class MastersGrpc extends MastersService {
    private final MasterService masters;

    public MastersGrpc(MasterService masters) {
        this.masters = masters;
    }

    /** To mount on the port. */
    public Service service() {
        return MastersGrpcService.of(this);
    }

    @Override
    public Future<DescribeResponse> describe(DescribeRequest request) {
        return masters.describeTo(request.getName())
                .map(group -> DescribeResponse.newBuilder().setResult(true).setGroup(group))
                .otherwise(e -> DescribeResponse.newBuilder().setMsg(line("Describe", e)))
                .map(DescribeResponse.Builder::build);
    }

    @Override
    public Future<AdmitResponse> admit(AdmitRequest request) {
        MasterMember newcomer = request.getNewcomer();
        return AuditLog.changing("Admit", answer -> "master " + newcomer.getName(), () -> member(newcomer)
                .compose(masters::admit)
                .map(v -> AdmitResponse.newBuilder().setResult(true))
                .otherwise(e -> AdmitResponse.newBuilder().setMsg(line("Admit", e)))
                .map(AdmitResponse.Builder::build));
    }

    private static Future<Member> member(MasterMember newcomer) {
        return Address.parse(newcomer.getPeerAddress())
                .map(address -> Future.succeededFuture(new Member(newcomer.getName(), address)))
                .orElseGet(() -> Future.failedFuture(
                        new DmException(MasterError.INTERNAL, "a newcomer without an address: " + newcomer.getName())));
    }

    private static String line(String call, Throwable failure) {
        return Refusal.line(call, failure, MasterError.INTERNAL);
    }
}
