package io.dm4j.config;

import java.util.List;

/** Reads an entry of {@code validators}; only one that is off passes. */
final class ValidatorBlock {
    private ValidatorBlock() {}

    static String read(Section section) {
        String mode =
                section.choice(ConfigError.VALIDATION_MODE_UNKNOWN, "mode", "none", List.of("none", "fast", "full"));
        if (mode.equals("none")) {
            section.note("mode", "is none, which is all there is here: validation is not supported yet");
        } else {
            section.notSupported("mode", "validation while replicating");
        }
        section.noMeaning(
                "validation is off",
                "worker-count",
                "validate-interval",
                "check-interval",
                "row-error-delay",
                "meta-flush-interval",
                "batch-query-size",
                "max-pending-row-size",
                "max-pending-row-count");
        section.finish();
        return mode;
    }
}
