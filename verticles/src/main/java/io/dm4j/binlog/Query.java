package io.dm4j.binlog;

/** A QUERY event's parts. */
record Query(String schema, String sql, SessionVariables session) {

    static Query read(RawEvent event) {
        Bytes in = event.reader();
        in.skip(8);
        int schemaLength = in.u8();
        in.skip(2);
        Bytes status = in.part(in.u16());
        String schema = in.name(schemaLength);
        in.skip(1);
        SessionVariables session = StatusVariables.read(status, event.timestamp());
        return new Query(schema, Charsets.statement(in.rest(), session.clientCollation()), session);
    }

    Statement kind() {
        return Statement.of(sql);
    }
}
