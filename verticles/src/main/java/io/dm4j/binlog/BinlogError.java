package io.dm4j.binlog;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What can go wrong while an upstream's binlog is read; 36551 to 36599. */
public enum BinlogError implements ErrorCode {
    CONNECT_FAILED(36551, true, "Check that the upstream runs and that host and port are right."),
    CONNECTION_LOST(36552, true, ""),
    TLS_REFUSED(
            36553,
            true,
            "Check ssl-ca, ssl-cert and ssl-key of the source, and that the host is in the upstream's certificate. If it is"
                    + " not, say which name is with ssl-server-name, or check the chain only with ssl-mode: verify-ca."),
    TLS_NOT_OFFERED(36554, true, "Turn TLS on at the upstream, or leave the security block out to ask for plain text."),
    ACCESS_DENIED(
            36555,
            true,
            "Check user, password and the client certificate that the account may require, and GRANT REPLICATION SLAVE, REPLICATION CLIENT."),
    NOT_SENT(
            36556,
            false,
            "If the position is no longer on the upstream, copy again (task mode all), or set a newer position."),
    SERVER_REFUSED(36557, true, ""),
    WRONG_GTIDS(36558, false, "Check flavor and enable-gtid of the source and the stored GTID set."),
    POSITION_TOO_FAR(
            36559, false, "Follow by GTID (enable-gtid: true), or set the position to the start of the next file."),
    REPLICA_ID_TAKEN(
            36560,
            true,
            "Leave server-id out of the source, or set one that no other replica has; MariaDB lets one follower in per id."),
    UNKNOWN_EVENT(36561, false, "Set the position behind it, or turn off on the upstream what writes it."),
    COMPRESSED_EVENT(
            36562,
            false,
            "SET GLOBAL log_bin_compress = OFF on the upstream, then copy again or set a newer position."),
    PARTIAL_JSON(
            36563,
            false,
            "SET GLOBAL binlog_row_value_options = '' on the upstream and reconnect its clients, then copy the table again."),
    STATEMENT_FORMAT(
            36564,
            false,
            "SET GLOBAL binlog_format = ROW on the upstream and reconnect its clients, then copy again or set a newer position."),
    XA_TRANSACTION(
            36565,
            false,
            "XA transactions are not supported yet: set the position behind it and copy its tables again."),
    INCIDENT(36566, false, "The upstream says that its binlog lost changes: copy again."),
    PARTIAL_ROW(
            36567,
            false,
            "SET GLOBAL binlog_row_image = FULL on the upstream and reconnect its clients, then copy the table again."),
    TAGGED_GTID(
            36568,
            false,
            "Tagged GTIDs are not supported yet: follow by position (enable-gtid: false), or use no tags."),
    DDL_IN_TRANSACTION(
            36569, false, "Not supported yet: run it on the downstream by hand and set the position behind it."),
    ROLLED_BACK_ROWS(36570, false, "Set the position behind it and copy its tables again."),
    CUT_TRANSACTION(
            36571, false, "The upstream stopped in mid-transaction: set the position to the start of the next file."),
    MALFORMED_EVENT(36572, false, "Check the upstream's binlog with mysqlbinlog --verify-binlog-checksum."),
    COLUMN_MISMATCH(
            36573,
            false,
            "Say what the table was at this position: `dmctl binlog-schema update TASK SCHEMA TABLE FILE -s SOURCE`, with"
                    + " its CREATE TABLE of then in FILE; then `dmctl resume-task TASK`. Or copy the table again."),
    UNDECODABLE_VALUE(
            36574, false, "Correct the value on the upstream and copy the table again, or leave the table out."),
    UNKNOWN_CHARSET(36575, false, "Convert the column on the upstream, or leave the table out."),
    UNSUPPORTED_TYPE(36576, false, "Leave the table out; its column type is not supported yet."),
    CLOSED(36577, true, "");

    private final Meaning meaning;
    private final boolean heals;

    BinlogError(int number, boolean heals, String workaround) {
        this.meaning =
                new Meaning(number, ErrorClass.BINLOG_OPERATION, ErrorScope.UPSTREAM, ErrorLevel.HIGH, workaround);
        this.heals = heals;
    }

    /** True if opening another stream at the same position may do better; what is not of this enum does not heal. */
    public static boolean heals(DmException failure) {
        return failure.code() instanceof BinlogError error && error.heals;
    }

    @Override
    public boolean concernsTrust() {
        return this == TLS_REFUSED || this == TLS_NOT_OFFERED || this == ACCESS_DENIED;
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
