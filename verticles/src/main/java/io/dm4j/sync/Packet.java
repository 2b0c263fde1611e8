package io.dm4j.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Statements that go to the target as one request and are answered one by one: a small statement costs less so. */
record Packet(List<RowStatement> statements) {
    private static final int MOST_STATEMENTS = 100;
    private static final int MOST_CHARACTERS = 64 * 1024;

    Packet {
        statements = List.copyOf(statements);
    }

    /** In order; a large statement goes alone. */
    static List<Packet> of(List<RowStatement> statements) {
        List<Packet> packets = new ArrayList<>();
        List<RowStatement> open = new ArrayList<>();
        int characters = 0;
        for (RowStatement statement : statements) {
            int length = statement.sql().length();
            if (!open.isEmpty() && (characters + length > MOST_CHARACTERS || open.size() == MOST_STATEMENTS)) {
                packets.add(new Packet(open));
                open.clear();
                characters = 0;
            }
            open.add(statement);
            characters += length;
        }
        if (!open.isEmpty()) {
            packets.add(new Packet(open));
        }
        return packets;
    }

    String sql() {
        return statements.size() == 1
                ? statements.get(0).sql()
                : statements.stream().map(RowStatement::sql).collect(Collectors.joining(";"));
    }
}
