package io.dm4j.tls;

import io.dm4j.config.Roles;
import java.util.List;

/**
 * What is thought of a caller: who it is and whether it may.
 *
 * @param identity by the name that was seen; without a role if refused
 * @param explanation one sentence for the caller; empty if admitted
 */
record Verdict(Standing standing, CallerIdentity identity, String explanation) {

    static Verdict admitted(CallerIdentity identity) {
        return new Verdict(Standing.ADMITTED, identity, "");
    }

    static Verdict refused(Standing why, String name, String explanation) {
        return new Verdict(why, new CallerIdentity(name, Roles.NONE), explanation);
    }

    static Verdict withoutRole(CallerIdentity caller, List<String> wanted) {
        String has = caller.roles().named().isEmpty() ? "no role" : "the role " + caller.roles();
        return refused(
                Standing.WRONG_ROLE,
                caller.name(),
                caller.name() + " has " + has + ", and this asks for " + String.join(" or ", wanted));
    }

    /** The bearer brings the certificates of another. */
    static Verdict mayNotCarry(CallerIdentity bearer, String wanted) {
        return refused(
                Standing.WRONG_ROLE,
                bearer.name(),
                bearer.name() + " passes on the call of another, and that asks for the role " + wanted);
    }

    /** As the refused caller is to read it, which has not come here by itself. */
    Verdict passedOnBy(CallerIdentity bearer) {
        return isAdmitted()
                ? this
                : new Verdict(standing, identity, explanation + " (the call was passed on by " + bearer.name() + ")");
    }

    String name() {
        return identity.name();
    }

    boolean isAdmitted() {
        return standing == Standing.ADMITTED;
    }
}
