package io.dm4j.endpoint.rest;

import io.dm4j.config.DatabaseConfig;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A server and how to get in: part of DM's {@code Source}, and its {@code TaskTargetDataBase}. */
final class DatabaseForm {
    private DatabaseForm() {}

    /** As it stands in source and task files. */
    static Map<String, Object> block(JsonObject form) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("host", form.getString("host"));
        block.put("port", form.getInteger("port"));
        block.put("user", form.getString("user"));
        String password = form.getString("password");
        if (password != null && !password.isEmpty()) {
            block.put("password", password);
        }
        Map<String, Object> session = texts(form.getJsonObject("session"));
        if (!session.isEmpty()) {
            block.put("session", session);
        }
        JsonObject security = form.getJsonObject("security");
        if (security != null) {
            block.put("security", SecurityForm.block(security));
        }
        return block;
    }

    /** With its secrets. */
    static JsonObject of(DatabaseConfig database) {
        JsonObject form = new JsonObject()
                .put("host", database.host())
                .put("port", database.port())
                .put("user", database.user())
                .put("password", database.password().reveal());
        if (!database.session().isEmpty()) {
            form.put("session", new JsonObject(new TreeMap<>(database.session())));
        }
        if (database.security().wantsTls()) {
            form.put("security", SecurityForm.of(database.security()));
        }
        return form;
    }

    /** Values by name, as a file has them; nothing for a form that is not there. */
    static Map<String, Object> texts(JsonObject form) {
        Map<String, Object> texts = new TreeMap<>();
        if (form != null) {
            form.forEach(field -> texts.put(field.getKey(), String.valueOf(field.getValue())));
        }
        return texts;
    }
}
