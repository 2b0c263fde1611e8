package io.dm4j.session;

import io.dm4j.unit.Handling;
import io.dm4j.unit.Stage;
import io.dm4j.unit.TimedStart;
import java.util.List;
import java.util.Optional;

/**
 * A subtask that shall be.
 *
 * @param config the task file as the operator wrote it
 * @param stage Running or Paused; may change without a command, when the source is enabled or disabled
 * @param command grows with each operator's command, so that a second resume is told from the first
 * @param timedStart where its replication begins in place of where it was
 * @param handlings what operators want done with single statements; one that is over may still be among them
 */
public record SubtaskWish(
        String task,
        String config,
        Stage stage,
        long command,
        Optional<TimedStart> timedStart,
        List<Handling> handlings) {

    public SubtaskWish {
        handlings = List.copyOf(handlings);
    }

    /** The file holds passwords: only names are shown. */
    @Override
    public String toString() {
        return task + " " + stage + " (command " + command + ")";
    }
}
