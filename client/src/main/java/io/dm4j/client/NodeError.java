package io.dm4j.client;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What can go wrong between us and a node. */
public enum NodeError implements ErrorCode {
    CANNOT_CONNECT(
            48001, "Check that the node runs, that its address is right, and that both sides use TLS or neither"),
    NOT_ALLOWED(48501, "Use a certificate whose Common Name is on the node's cert-allowed-cn, or add the name there"),
    NO_ANSWER_IN_TIME(48502, "Ask query-status what became of it, or raise rpc-timeout"),
    CONNECTION_LOST(48503, "The request may have been carried out: ask query-status before repeating it"),
    CALL_FAILED(48504, "Look into the node's log"),
    NOT_KNOWN_THERE(48505, "The node runs another version: use the dmctl that came with it"),
    JOIN_REFUSED(
            48506, "See the reason above; on a master of the cluster, `dmctl list-member --master` shows who is in it");

    private final Meaning meaning;

    NodeError(int number, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.DMCTL, ErrorScope.INTERNAL, ErrorLevel.HIGH, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
