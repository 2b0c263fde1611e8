package io.dm4j.store;

import io.dm4j.config.Address;
import java.util.Objects;

/**
 * A master that keeps the store together with others.
 *
 * @param address where other masters reach it ({@code advertise-peer-urls})
 */
public record Member(String name, Address address) {

    public Member {
        Objects.requireNonNull(name);
        Objects.requireNonNull(address);
    }
}
