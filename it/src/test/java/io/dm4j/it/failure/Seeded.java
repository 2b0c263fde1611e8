package io.dm4j.it.failure;

import io.dm4j.part.Part;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Random, but the same each time: a failure says the seed, and {@code -Ddm4j.seed} sets another. */
final class Seeded {
    private static final long SEED = Long.getLong("dm4j.seed", 20_26);

    private Seeded() {}

    static void run(Part part, Consumer<SplittableRandom> test) {
        part.say("seed", SEED);
        try {
            test.accept(new SplittableRandom(SEED));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with -Ddm4j.seed=" + SEED + ": " + e.getMessage(), e);
        }
    }
}
