package io.dm4j.endpoint.rest;

import io.dm4j.config.ConfigError;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.error.DmException;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** A task as a template, which is DM's {@code Task} with its secrets. */
final class TemplateForm {
    private TemplateForm() {}

    /** The task that a form says; a coded exception if none could be made of it. */
    static TaskConfig task(JsonObject form) {
        SecretFields.requireGiven(form);
        return TaskFile.parse("template", TaskForm.file(form)).value();
    }

    /** With its secrets; DmException if the task says something that has no place in a form: it would be another task. */
    static JsonObject of(TaskConfig task) {
        JsonObject form = TaskView.withSecrets(task);
        TaskConfig said = TaskFile.parse("template", TaskForm.file(form)).value();
        Set<String> lost = task.differences(said);
        if (!lost.isEmpty()) {
            throw new DmException(
                    ConfigError.NOT_SUPPORTED,
                    "task " + task.name() + ": what its file says of " + String.join(", ", lost)
                            + " has no place in a form");
        }
        return form;
    }
}
