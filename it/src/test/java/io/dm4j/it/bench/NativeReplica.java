package io.dm4j.it.bench;

import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SqlSession;

/** The target server's own replication of the same piece of the binlog, over TLS. */
final class NativeReplica implements Contender {
    private static final int BOUND_SECONDS = 170;

    private final Arena arena;
    private final BinlogPiece piece;

    NativeReplica(Arena arena, BinlogPiece piece) {
        this.arena = arena;
        this.piece = piece;
    }

    @Override
    public String name() {
        return "MariaDB replica";
    }

    /** The server's name is not checked: it knows names of hosts only, and we are at an address. */
    @Override
    public void prepare() {
        piece.reset(arena);
        DatabaseServer source = arena.source();
        arena.target()
                .execute(
                        "SET GLOBAL replicate_do_db = '" + piece.schema() + "'",
                        "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = " + source.port()
                                + ", MASTER_USER = '" + source.rootUser() + "', MASTER_PASSWORD = '"
                                + source.rootPassword() + "', MASTER_USE_GTID = no, MASTER_LOG_FILE = '"
                                + piece.from().file() + "', MASTER_LOG_POS = "
                                + piece.from().offset() + ", MASTER_SSL = 1, MASTER_SSL_CA = '"
                                + arena.clientFiles().ca() + "', MASTER_SSL_VERIFY_SERVER_CERT = 0");
    }

    @Override
    public void move() {
        String end = "'" + piece.to().file() + "', " + piece.to().offset();
        try (SqlSession session = arena.target().session()) {
            session.execute("START SLAVE UNTIL MASTER_LOG_FILE = '" + piece.to().file() + "', MASTER_LOG_POS = "
                    + piece.to().offset());
            String waited = session.value("SELECT MASTER_POS_WAIT(" + end + ", " + BOUND_SECONDS + ")");
            if (waited == null || waited.equals("-1")) {
                throw new AssertionError("the replica stopped: " + session.query("SHOW SLAVE STATUS")
                        + arena.target().log());
            }
            session.execute("STOP SLAVE", "RESET SLAVE ALL");
        }
    }

    /** All its work is the target server's. */
    @Override
    public double cpuSeconds() {
        return 0;
    }
}
