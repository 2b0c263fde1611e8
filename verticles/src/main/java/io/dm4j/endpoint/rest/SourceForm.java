package io.dm4j.endpoint.rest;

import io.dm4j.config.ConfigError;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.Labels;
import io.dm4j.config.Secret;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.YamlWriter;
import io.dm4j.error.DmException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** DM's {@code Source}: one upstream server, into a source file and back. */
final class SourceForm {
    private SourceForm() {}

    /** The file that says the same. What a file cannot say yet is found when it is read. */
    static String file(JsonObject form) {
        return YamlWriter.write(tree(form, Labels.NONE));
    }

    private static Map<String, Object> tree(JsonObject form, Labels placement) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("source-id", form.getString("source_name"));
        file.put("enable", form.getBoolean("enable", true));
        file.put("enable-gtid", form.getBoolean("enable_gtid", false));
        put(file, "flavor", form.getString("flavor", ""));
        if (form.getJsonObject("relay_config", new JsonObject()).getBoolean("enable_relay", false)) {
            file.put("enable-relay", true);
        }
        if (!placement.isEmpty()) {
            file.put("placement", placement.byName());
        }
        file.put("from", database(form));
        return file;
    }

    /** A server and how to get in, as it stands in source and task files. */
    static Map<String, Object> database(JsonObject form) {
        Map<String, Object> database = new LinkedHashMap<>();
        database.put("host", form.getString("host"));
        database.put("port", form.getInteger("port"));
        database.put("user", form.getString("user"));
        put(database, "password", form.getString("password"));
        JsonObject security = form.getJsonObject("security");
        if (security != null) {
            database.put("security", SecurityForm.block(security));
        }
        return database;
    }

    private static void put(Map<String, Object> block, String key, String value) {
        if (value != null && !value.isEmpty()) {
            block.put(key, value);
        }
    }

    /**
     * The file of an update: a password that is left out, or comes back as it is shown, stays as it was. DM takes a security block that
     * is left out for plain text; here an empty one asks for that, and leaving it out where TLS is used is refused.
     * The labels that the source wants of its worker, which no form can say, stay.
     */
    static String update(JsonObject form, SourceConfig before) {
        if (before.from().security().wantsTls() && form.getJsonObject("security") == null) {
            throw new DmException(
                    ConfigError.SECURITY_WRONG,
                    "source " + before.sourceId() + " is reached over TLS, and the update has no `security`");
        }
        JsonObject whole = form.copy();
        if (List.of("", Secret.HIDDEN).contains(form.getString("password", ""))) {
            whole.put("password", before.from().password().reveal());
        }
        return YamlWriter.write(tree(whole, before.placement()));
    }

    /** Without its secrets. */
    static JsonObject of(SourceConfig source, List<String> tasks, Optional<JsonArray> statuses) {
        DatabaseConfig from = source.from();
        JsonObject form = new JsonObject()
                .put("source_name", source.sourceId())
                .put("host", from.host())
                .put("port", from.port())
                .put("user", from.user())
                .put("password", Secret.HIDDEN)
                .put("enable_gtid", source.enableGtid())
                .put("enable", source.enable())
                .put("flavor", source.flavor().toString())
                .put("task_name_list", new JsonArray(tasks))
                .put("relay_config", new JsonObject().put("enable_relay", false));
        if (from.security().wantsTls()) {
            form.put("security", SecurityForm.of(from.security()));
        }
        statuses.ifPresent(all -> form.put("status_list", all));
        return form;
    }
}
