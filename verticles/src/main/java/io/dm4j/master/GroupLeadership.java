package io.dm4j.master;

import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.dm4j.store.Group;
import io.dm4j.store.Leadership;
import java.util.Optional;

/** As the group that keeps the store elects. */
record GroupLeadership(Group group, Masters masters) implements Leadership {

    @Override
    public long term() {
        return group.term();
    }

    @Override
    public boolean isOurs() {
        return group.isLed();
    }

    @Override
    public Optional<Address> leader() {
        return group.leader().flatMap(masters::of).map(Masters.Told::address);
    }

    @Override
    public Optional<DmException> trouble() {
        return group.trouble();
    }
}
