package io.dm4j.store.ratis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;

/** What a member asks of its own server, each under a number of its own. Safe from any thread. */
final class Requests {
    private static final Duration HANDING_OVER = Duration.ofSeconds(5);

    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();
    private final RaftPeerId self;
    private final RaftGroupId group;

    Requests(RaftPeerId self, RaftGroupId group) {
        this.self = self;
        this.group = group;
    }

    RaftClientRequest write(byte[] command) {
        return request(RaftClientRequest.writeRequestType(), Replica.message(command));
    }

    /** Reads nothing; it is answered when all is applied that was acknowledged before. */
    RaftClientRequest upToDate() {
        return request(RaftClientRequest.readRequestType(), Message.EMPTY);
    }

    SetConfigurationRequest members(List<RaftPeer> members) {
        return new SetConfigurationRequest(client, self, group, calls.incrementAndGet(), members);
    }

    TransferLeadershipRequest handOver(String to) {
        return handOver(RaftPeerId.valueOf(to));
    }

    /** To nobody in particular. */
    TransferLeadershipRequest stepBack() {
        return handOver((RaftPeerId) null);
    }

    private TransferLeadershipRequest handOver(RaftPeerId to) {
        return new TransferLeadershipRequest(client, self, group, calls.incrementAndGet(), to, HANDING_OVER.toMillis());
    }

    private RaftClientRequest request(RaftClientRequest.Type type, Message message) {
        return RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(self)
                .setGroupId(group)
                .setCallId(calls.incrementAndGet())
                .setMessage(message)
                .setType(type)
                .build();
    }
}
