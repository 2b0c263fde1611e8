package io.dm4j.master;

import io.dm4j.unit.Stage;

/** Whether the tasks of a source may run: its file's {@code enable}. What is wanted of each is kept while they may not. */
record Enabling(OperatorFiles files) {

    /** True of a source that is not there, too. */
    boolean isOn(ClusterState state, String source) {
        return state.source(source)
                .map(file -> files.enabled(source, file.value()))
                .orElse(true);
    }

    /** What is wanted of a subtask, or stopped while its source is disabled. */
    Stage stage(ClusterState state, ClusterState.Subtask subtask) {
        boolean held = subtask.stage() == Stage.RUNNING && !isOn(state, subtask.source());
        return held ? Stage.STOPPED : subtask.stage();
    }
}
