package io.dm4j.mysql;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What can go wrong with a database server; the side is told by whoever knows it. */
public enum DatabaseError implements ErrorCode {
    DRIVER(10001, false, ""),
    LOST_CONNECTION(10002, true, "Please check the network and the server; the task goes on by itself."),
    STATEMENT_FAILED(10006, false, ""),
    CERTIFICATE_REFUSED(
            10501,
            true,
            "Please check ssl-ca, ssl-cert, ssl-key and the names in the server's certificate. If it bears no name of the"
                    + " host, say which it bears with ssl-server-name, or check its chain only with ssl-mode: verify-ca."),
    ACCESS_DENIED(
            10502,
            true,
            "Please check user and password; where the account requires a client certificate, also ssl-cert and ssl-key:"
                    + " the server gives the same answer for both."),
    NOT_REACHABLE(10503, true, "Please check host, port, and whether the server is up."),
    NOT_ENCRYPTED(
            10504,
            true,
            "Please switch TLS on at the server, or look in its log why it came up without, or remove the security block."),
    SESSION_VARIABLE(10505, false, "Please correct the names in `session`."),
    NO_BINLOG(10506, false, "Please switch log-bin on at the server and give the account REPLICATION CLIENT."),
    MISSING_PRIVILEGE(10507, false, "Please grant the account what the server's answer names."),
    TRANSIENT(10508, true, ""),
    WRONG_STATE(10509, false, ""),
    TRUST_WITHDRAWN(
            10510,
            true,
            "The task goes on by itself once ssl-ca and ssl-crl admit the server's certificate again, or it shows another."),
    AUTHENTICATION_PLUGIN(
            10511,
            false,
            "Please have the server identify the account by caching_sha2_password or mysql_native_password.");

    private final Meaning meaning;
    private final boolean heals;

    DatabaseError(int number, boolean heals, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.DATABASE, ErrorScope.NOT_SET, ErrorLevel.HIGH, workaround);
        this.heals = heals;
    }

    /** A later attempt may succeed with no one doing anything to the task; how often is the caller's business. */
    boolean heals() {
        return heals;
    }

    @Override
    public boolean concernsTrust() {
        return this == CERTIFICATE_REFUSED
                || this == ACCESS_DENIED
                || this == NOT_ENCRYPTED
                || this == TRUST_WITHDRAWN
                || this == AUTHENTICATION_PLUGIN;
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
