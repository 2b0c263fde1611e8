package io.dm4j.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.dm4j.api.masters.PeerMessage;
import io.dm4j.api.masters.PeersGrpcClient;
import io.dm4j.config.Address;
import io.vertx.core.Future;

/** Carries the group's messages to other masters. */
public final class PeerClient {
    private final NodeChannel channel;

    public PeerClient(NodeChannel channel) {
        this.channel = channel;
    }

    /**
     * One message and its answer, within the channel's deadline.
     *
     * @param call what the bytes are, by the group's own numbers
     * @param body not changed afterwards
     */
    public Future<byte[]> pass(Address master, int call, byte[] body) {
        ByteString bytes = UnsafeByteOperations.unsafeWrap(body);
        return channel.call(
                        master,
                        PeersGrpcClient.Pass,
                        PeerMessage.newBuilder().setCall(call).setBody(bytes).build())
                .map(answer -> answer.getBody().toByteArray());
    }
}
