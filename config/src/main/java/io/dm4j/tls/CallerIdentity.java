package io.dm4j.tls;

import io.dm4j.config.Roles;

/**
 * Who calls, and what it may be.
 *
 * @param name the Common Name; where only a subject alternative name is listed, or there is no other, that one as
 *     {@code dns:..}, {@code ip:..} or {@code uri:..}; empty for a caller without any
 * @param roles of all entries of the allow-lists that name it
 */
public record CallerIdentity(String name, Roles roles) {
    static final CallerIdentity NOBODY = new CallerIdentity("", Roles.NONE);

    /** Whether it may be this; roles are the words of the allow-list, without further meaning here. */
    public boolean may(String role) {
        return roles.include(role);
    }
}
