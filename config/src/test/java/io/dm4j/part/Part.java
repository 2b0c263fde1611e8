package io.dm4j.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One run of a part as its test sees it: how much to do, and what to say of it. For one thread. */
public final class Part {
    private final String run;
    private final List<String> said = new ArrayList<>();
    private final long begun = System.nanoTime();

    Part(String run) {
        this.run = run;
    }

    /** How many it shall be in the size that was asked for; a part that fails may have done fewer. */
    public int count(String what, int small, int large) {
        int count = Size.asked().of(small, large);
        say("asked for " + what, count);
        return count;
    }

    /** For the record. */
    public void say(String what, Object value) {
        said.add(what + " " + value);
    }

    String line(String outcome) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        return String.format(Locale.ROOT, "%s in %.1f s: %s: %s", outcome, seconds, run, String.join(", ", said));
    }
}
