package io.dm4j.verticles;

import io.dm4j.config.Address;
import io.dm4j.store.Leadership;
import java.util.Optional;

/** Which master leads, as the test says. */
final class TestLead implements Leadership {
    private volatile boolean ours;
    private volatile Optional<Address> leader = Optional.empty();

    static TestLead ofOurs() {
        TestLead lead = new TestLead();
        lead.ours = true;
        return lead;
    }

    static TestLead ofNobody() {
        return new TestLead();
    }

    void isAt(Address other) {
        leader = Optional.of(other);
    }

    void isNowhere() {
        leader = Optional.empty();
    }

    void isOurs(boolean now) {
        ours = now;
    }

    @Override
    public long term() {
        return 1;
    }

    @Override
    public boolean isOurs() {
        return ours;
    }

    @Override
    public Optional<Address> leader() {
        return leader;
    }
}
