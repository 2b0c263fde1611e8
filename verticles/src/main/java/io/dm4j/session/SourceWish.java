package io.dm4j.session;

import java.util.List;

/**
 * A source that the worker shall serve.
 *
 * @param config the source file as the operator wrote it
 * @param epoch grows with each binding; written to the target's fence
 */
public record SourceWish(String source, String config, long epoch, List<SubtaskWish> subtasks) {

    public SourceWish {
        subtasks = List.copyOf(subtasks);
    }

    /** The file holds passwords: only names are shown. */
    @Override
    public String toString() {
        return source + " (epoch " + epoch + ") " + subtasks;
    }
}
