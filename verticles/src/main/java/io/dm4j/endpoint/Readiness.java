package io.dm4j.endpoint;

/**
 * Whether a node does its work.
 *
 * @param reason why not, empty if it does
 */
public record Readiness(boolean ready, String reason) {

    public static Readiness yes() {
        return new Readiness(true, "");
    }

    public static Readiness no(String reason) {
        return new Readiness(false, reason);
    }
}
