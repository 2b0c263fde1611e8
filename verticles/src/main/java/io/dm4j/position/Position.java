package io.dm4j.position;

/** The end of a transaction: where it is in the server's files and which transactions lie behind it. */
public record Position(BinlogPosition binlog, GtidSet gtids) {

    @Override
    public String toString() {
        return gtids.isEmpty() ? binlog.toString() : binlog + " " + gtids;
    }
}
