package io.dm4j.client;

import io.dm4j.api.masters.AdmitRequest;
import io.dm4j.api.masters.DescribeRequest;
import io.dm4j.api.masters.MasterMember;
import io.dm4j.api.masters.MastersGrpcClient;
import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.vertx.core.Future;
import io.vertx.grpc.common.ServiceMethod;
import java.util.List;

/** What a master asks of a cluster that it wants to enter: of each of the given masters in turn, until one answers. */
public final class JoinClient {
    private final NodeChannel channel;
    private final List<Address> masters;

    /** @param masters one at least; any of the cluster's */
    public JoinClient(NodeChannel channel, List<Address> masters) {
        this.channel = channel;
        this.masters = List.copyOf(masters);
    }

    /** The id of the group that keeps the cluster's metadata, a UUID; {@link NodeError#JOIN_REFUSED} if the name is taken. */
    public Future<String> group(String name) {
        DescribeRequest question = DescribeRequest.newBuilder().setName(name).build();
        return ask(MastersGrpcClient.Describe, question, 0)
                .compose(answer ->
                        answer.getResult() ? Future.succeededFuture(answer.getGroup()) : refused(answer.getMsg()));
    }

    /** Enters; the caller listens at its peer address by now. Completes when the caller has all of the metadata. */
    public Future<Void> enter(String name, Address peerAddress) {
        MasterMember newcomer = MasterMember.newBuilder()
                .setName(name)
                .setPeerAddress(peerAddress.toString())
                .build();
        return ask(
                        MastersGrpcClient.Admit,
                        AdmitRequest.newBuilder().setNewcomer(newcomer).build(),
                        0)
                .compose(answer -> answer.getResult() ? Future.succeededFuture() : refused(answer.getMsg()));
    }

    /** Ends its connections. */
    public Future<Void> close() {
        return channel.close();
    }

    /** Both questions may be asked twice. */
    private <Q, A> Future<A> ask(ServiceMethod<A, Q> method, Q question, int number) {
        Future<A> answer = channel.call(masters.get(number), method, question);
        return number + 1 == masters.size() ? answer : answer.recover(e -> ask(method, question, number + 1));
    }

    private static <T> Future<T> refused(String line) {
        return Future.failedFuture(
                new DmException(NodeError.JOIN_REFUSED, "the cluster does not take this master in: " + line));
    }
}
