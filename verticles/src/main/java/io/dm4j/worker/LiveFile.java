package io.dm4j.worker;

import io.dm4j.error.DmException;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * An operator's file as it was last written. A later text is taken over by what runs if it says nothing new but how to get into a
 * server. Confined to the worker's context, except {@link #value()}, which any thread may ask.
 */
final class LiveFile<T> {
    private final Function<String, T> reader;
    private final BiPredicate<T, T> differInAccessOnly;
    private String text;
    private volatile T value;

    /** @param reader fails with a DmException */
    LiveFile(String text, Function<String, T> reader, BiPredicate<T, T> differInAccessOnly) {
        this.text = text;
        this.reader = reader;
        this.differInAccessOnly = differInAccessOnly;
    }

    /** What the text says; read when it is first asked for. */
    T value() {
        T known = value;
        if (known == null) {
            known = reader.apply(text);
            value = known;
        }
        return known;
    }

    /** Whether what runs by this file can go on under the other text. */
    boolean takes(String other) {
        try {
            return other.equals(text) || differInAccessOnly.test(value(), reader.apply(other));
        } catch (DmException wrong) {
            return false;
        }
    }

    /** True if it is another text than before; it must be one that {@link #takes} says yes to. */
    boolean take(String other) {
        if (other.equals(text)) {
            return false;
        }
        value = reader.apply(other);
        text = other;
        return true;
    }
}
