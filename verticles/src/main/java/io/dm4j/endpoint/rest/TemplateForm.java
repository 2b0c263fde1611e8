package io.dm4j.endpoint.rest;

import io.dm4j.config.ConfigError;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.error.DmException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.IntStream;

/** A task as a template, which is DM's {@code Task} with its secrets. */
final class TemplateForm {
    private TemplateForm() {}

    /** The task that a form says; a coded exception if none could be made of it. */
    static TaskConfig task(JsonObject form) {
        SecretFields.requireGiven(form);
        return TaskFile.parse("template", TaskForm.file(form)).value();
    }

    /** DmException if the task says something that has no place in a form: it would be another task. */
    static JsonObject of(TaskConfig task) {
        JsonObject form = TaskView.of(task, Optional.empty());
        JsonObject target = form.getJsonObject("target_config");
        target.put("password", task.target().password().reveal());
        if (task.target().security().wantsTls()) {
            target.put("security", SecurityForm.withContent(task.target().security()));
        }
        TaskConfig said = task(form);
        if (!said.target().equals(task.target())) {
            throw lost(task, "`target-database`");
        }
        if (!IntStream.range(0, task.subtasks().size())
                .allMatch(i -> isSame(task.subtasks().get(i), said.subtasks().get(i)))) {
            throw lost(task, "the sources");
        }
        return form;
    }

    /** Rules come back under other names and need no comparing; lists of what to ignore do not come back at all. */
    private static boolean isSame(SubtaskConfig task, SubtaskConfig said) {
        return task.mode() == said.mode()
                && task.caseSensitive() == said.caseSensitive()
                && task.start().equals(said.start())
                && task.load().equals(said.load())
                && task.sync().equals(said.sync())
                && task.blockAllowList().ignoreDbs().isEmpty()
                && task.blockAllowList().ignoreTables().isEmpty();
    }

    private static DmException lost(TaskConfig task, String where) {
        return new DmException(
                ConfigError.NOT_SUPPORTED,
                "task " + task.name() + ": what its file says of " + where + " has no place in a template");
    }
}
