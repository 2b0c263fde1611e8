package io.dm4j.master;

import io.dm4j.config.ConfigError;
import io.dm4j.error.DmException;
import java.util.Set;

/** A new file that would change more than how to get into a server, under something that runs. */
final class MoreThanAccess {
    private MoreThanAccess() {}

    /**
     * @param what the thing whose file it is
     * @param keys in which the new file differs
     */
    static DmException of(String what, Set<String> keys) {
        return new DmException(
                        ConfigError.NOT_SUPPORTED,
                        "changing more of " + what
                                + " than user, password and security block, or switching TLS on or off,"
                                + " while tasks run is not supported yet; the new file differs in "
                                + String.join(", ", keys))
                .withWorkaround("Stop its tasks, then give it the new file; their progress stays.");
    }
}
