package io.dm4j.store.ratis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.RaftServer;

/**
 * Whom a leader has heard of lately.
 *
 * @param silence milliseconds since each other member was heard last, by name; nobody's at one that does not lead
 */
record Hearing(Map<String, Long> silence) {
    /** Some missed heartbeats: the leader sends several a second. */
    static final Duration SILENT = Duration.ofSeconds(3);

    static Hearing of(Optional<RaftServer.Division> division) {
        return new Hearing(division.filter(here -> here.getInfo().isLeader())
                .map(Hearing::silence)
                .orElse(Map.of()));
    }

    private static Map<String, Long> silence(RaftServer.Division here) {
        return here.getInfo().getRoleInfoProto().getLeaderInfo().getFollowerInfoList().stream()
                .collect(Collectors.toMap(
                        each -> each.getId().getId().toStringUtf8(), ServerRpcProto::getLastRpcElapsedTimeMs));
    }

    boolean isOf(String member) {
        return silence.getOrDefault(member, 0L) < SILENT.toMillis();
    }

    /** Of more than half of the members, the one that hears among them. */
    boolean isOfMost(String self, List<RaftPeer> members) {
        long heard = members.stream()
                .map(peer -> peer.getId().toString())
                .filter(name -> name.equals(self) || isOf(name))
                .count();
        return 2 * heard > members.size();
    }
}
