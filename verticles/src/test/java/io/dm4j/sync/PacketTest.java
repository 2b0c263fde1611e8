package io.dm4j.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacketTest {

    @Test
    void joinsSmallStatementsInOrder() {
        List<Packet> packets = Packet.of(List.of(statement("a"), statement("b")));

        assertThat(packets).singleElement().extracting(Packet::sql).isEqualTo("a;b");
    }

    @Test
    void sendsALargeStatementAlone() {
        List<Packet> packets = Packet.of(List.of(statement("a"), statement("b".repeat(70_000)), statement("c")));

        assertThat(packets).extracting(packet -> packet.statements().size()).containsExactly(1, 1, 1);
    }

    @Test
    void boundsTheStatementsOfOneRequest() {
        List<Packet> packets = Packet.of(Collections.nCopies(150, statement("a")));

        assertThat(packets).extracting(packet -> packet.statements().size()).containsExactly(100, 50);
    }

    private static RowStatement statement(String sql) {
        return new RowStatement(sql, 1, 1, Fixtures.track(Optional.empty()), "UPDATE", Fixtures.at(1));
    }
}
