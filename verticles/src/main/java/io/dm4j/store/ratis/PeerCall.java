package io.dm4j.store.ratis;

import io.dm4j.error.DmException;
import io.dm4j.store.StoreError;
import java.util.Arrays;

/** What members ask of each other; the numbers are on the wire, so they stay. */
enum PeerCall {
    VOTE(1),
    APPEND(2),
    INSTALL(3),
    ELECT(4),
    READ_INDEX(5),
    /** A change that a member hands to the leader. */
    WRITE(6);

    private final int number;

    PeerCall(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static PeerCall of(int number) {
        return Arrays.stream(values())
                .filter(call -> call.number == number)
                .findFirst()
                .orElseThrow(() -> new DmException(
                        StoreError.FORMAT_UNKNOWN, "another master asks for call " + number + ", unknown to this one"));
    }
}
