package io.dm4j.endpoint;

import io.dm4j.config.ConfigFile;
import io.dm4j.config.ConfigFile.Look;
import io.dm4j.tls.TlsInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What looking at a set of files has changed.
 *
 * @param use of the set; {@link #CONFIGURATION} for the configuration file
 * @param generation in use from now on, 0 for the configuration file
 * @param detail what was taken, or why nothing was
 */
public record Reload(String use, Outcome outcome, long generation, String detail) {
    public static final String CONFIGURATION = "configuration file";

    /** Whether what lies on disk is in effect. */
    public enum Outcome {
        UNCHANGED,
        TAKEN,
        REFUSED
    }

    /** Looks at all of them. Blocks on small files. */
    static List<Reload> of(Optional<ConfigFile<?>> file, TlsInventory inventory) {
        List<Reload> reloads = new ArrayList<>();
        file.ifPresent(config -> reloads.add(config(config, config.lookAtOnce())));
        inventory.reload().forEach(set -> reloads.add(set(set)));
        return reloads;
    }

    private static Reload config(ConfigFile<?> file, Look look) {
        ConfigFile.Status status = file.status();
        return switch (look) {
            case TAKEN -> new Reload(CONFIGURATION, Outcome.TAKEN, 0, taken(status));
            case REFUSED ->
                new Reload(
                        CONFIGURATION,
                        Outcome.REFUSED,
                        0,
                        status.trouble().map(t -> t.cause().getMessage()).orElse(""));
            default -> new Reload(CONFIGURATION, Outcome.UNCHANGED, 0, "");
        };
    }

    private static String taken(ConfigFile.Status status) {
        return status.needsRestart().isEmpty() ? "" : "needs a restart: " + String.join(", ", status.needsRestart());
    }

    private static Reload set(TlsInventory.Reloaded set) {
        if (set.wrong().isPresent()) {
            return new Reload(
                    set.use(),
                    Outcome.REFUSED,
                    set.generation(),
                    set.wrong().get().getMessage());
        }
        return set.isNew()
                ? new Reload(set.use(), Outcome.TAKEN, set.generation(), set.described())
                : new Reload(set.use(), Outcome.UNCHANGED, set.generation(), "");
    }
}
