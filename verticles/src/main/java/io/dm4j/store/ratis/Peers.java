package io.dm4j.store.ratis;

import io.dm4j.config.Address;
import io.dm4j.store.Member;
import java.util.Collection;
import java.util.List;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;

/** Members in Ratis's words. */
final class Peers {
    /** Of a member that may lead; one that is not to lead has a lower one. */
    private static final int ELIGIBLE = 1;

    private static final int EVICTED = 0;
    private static final Address UNTOLD = new Address("127.0.0.1", 0);

    private Peers() {}

    static RaftPeer of(Member member, boolean mayLead) {
        return RaftPeer.newBuilder()
                .setId(RaftPeerId.valueOf(member.name()))
                .setAddress(member.address().toString())
                .setPriority(mayLead ? ELIGIBLE : EVICTED)
                .build();
    }

    static List<RaftPeer> of(Collection<Member> members) {
        return members.stream().map(member -> of(member, true)).toList();
    }

    static Member member(RaftPeer peer) {
        return new Member(peer.getId().toString(), address(peer));
    }

    static boolean mayLead(RaftPeer peer) {
        return peer.getPriority() >= ELIGIBLE;
    }

    /** Port 0 for one that others were never told of. */
    static Address address(RaftPeer peer) {
        return Address.parse(peer.getAddress()).orElse(UNTOLD);
    }
}
