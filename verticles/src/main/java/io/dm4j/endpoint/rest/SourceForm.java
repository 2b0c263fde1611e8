package io.dm4j.endpoint.rest;

import io.dm4j.config.ConfigError;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.YamlWriter;
import io.dm4j.error.DmException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** DM's {@code Source}: one upstream server, into a source file and back. */
final class SourceForm {
    private SourceForm() {}

    /** The file that says the same. What a file cannot say yet is found when it is read. */
    static String file(JsonObject form) {
        SecretFields.requireGiven(form);
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("source-id", form.getString("source_name"));
        file.put("enable", form.getBoolean("enable", true));
        file.put("enable-gtid", form.getBoolean("enable_gtid", false));
        file.put("flavor", form.getString("flavor", ""));
        file.put("server-id", form.getLong("server_id", 0L));
        file.put("case-sensitive", form.getBoolean("case_sensitive", false));
        file.put("checker", Map.of("check-enable", form.getBoolean("auto_resume", true)));
        if (form.getJsonObject("relay_config", new JsonObject()).getBoolean("enable_relay", false)) {
            file.put("enable-relay", true);
        }
        file.put("placement", DatabaseForm.texts(form.getJsonObject("placement")));
        file.put("filters", FilterForms.blocks(form.getJsonArray("filters", new JsonArray())));
        file.put("from", DatabaseForm.block(form));
        return YamlWriter.write(file);
    }

    /**
     * The file of an update: a secret that comes back as it is shown, a password that is left out, and what only our form knows of and
     * is left out stay as they were. DM takes a security block that is left out for plain text; here an empty one asks for that, and
     * leaving it out where TLS is used is refused.
     */
    static String update(JsonObject form, SourceConfig before) {
        if (before.from().security().wantsTls() && form.getJsonObject("security") == null) {
            throw new DmException(
                    ConfigError.SECURITY_WRONG,
                    "source " + before.sourceId() + " is reached over TLS, and the update has no `security`");
        }
        JsonObject was = withSecrets(before);
        JsonObject whole = SecretFields.kept(OwnFields.kept(form, was), was);
        if (form.getString("password", "").isEmpty()) {
            whole.put("password", was.getString("password"));
        }
        return file(whole);
    }

    /** Without its secrets. */
    static JsonObject of(SourceConfig source, List<String> tasks, Optional<JsonArray> statuses) {
        JsonObject form = SecretFields.hidden(withSecrets(source)).put("task_name_list", new JsonArray(tasks));
        statuses.ifPresent(all -> form.put("status_list", all));
        return form;
    }

    private static JsonObject withSecrets(SourceConfig source) {
        JsonObject form = DatabaseForm.of(source.from())
                .put("source_name", source.sourceId())
                .put("enable_gtid", source.enableGtid())
                .put("enable", source.enable())
                .put("flavor", source.flavor().toString())
                .put("case_sensitive", source.caseSensitive())
                .put("auto_resume", source.autoResume())
                .put(
                        "placement",
                        new JsonObject(new TreeMap<>(source.placement().byName())))
                .put(
                        "filters",
                        new JsonArray(
                                source.filters().stream().map(FilterForms::of).toList()))
                .put("relay_config", new JsonObject().put("enable_relay", false));
        return source.serverId() == 0 ? form : form.put("server_id", source.serverId());
    }
}
