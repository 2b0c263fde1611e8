package io.dm4j.endpoint.rest;

import io.dm4j.config.ConfigError;
import io.dm4j.config.Secret;
import io.dm4j.error.DmException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** The passwords and PEM texts in a form, at whatever depth. */
final class SecretFields {
    private static final Set<String> NAMES =
            Set.of("password", "ssl_ca_content", "ssl_cert_content", "ssl_key_content", "ssl_crl_content");

    private SecretFields() {}

    /** The form for showing. An empty secret stays empty. */
    static JsonObject hidden(JsonObject form) {
        JsonObject shown = new JsonObject();
        form.forEach(field -> shown.put(field.getKey(), hidden(field.getKey(), field.getValue())));
        return shown;
    }

    private static Object hidden(String name, Object value) {
        if (NAMES.contains(name)) {
            return "".equals(value) ? "" : Secret.HIDDEN;
        }
        if (value instanceof JsonArray list) {
            JsonArray shown = new JsonArray();
            list.forEach(item -> shown.add(hidden("", item)));
            return shown;
        }
        return value instanceof JsonObject object ? hidden(object) : value;
    }

    /** The form with each secret that came back as it is shown exchanged for the one that was there before. */
    static JsonObject kept(JsonObject form, JsonObject before) {
        JsonObject whole = new JsonObject();
        form.forEach(field ->
                whole.put(field.getKey(), kept(field.getKey(), field.getValue(), before.getValue(field.getKey()))));
        return whole;
    }

    private static Object kept(String name, Object value, Object before) {
        if (NAMES.contains(name) && Secret.HIDDEN.equals(value) && before != null) {
            return before;
        }
        return value instanceof JsonObject object
                ? kept(object, before instanceof JsonObject old ? old : new JsonObject())
                : value;
    }

    /** DmException if a secret is only what is shown in its place. */
    static void requireGiven(JsonObject form) {
        form.forEach(field -> {
            if (NAMES.contains(field.getKey()) && Secret.HIDDEN.equals(field.getValue())) {
                throw new DmException(
                        ConfigError.VALUE_WRONG,
                        field.getKey() + " is " + Secret.HIDDEN
                                + ", which stands for a secret that is not shown: give it");
            }
            if (field.getValue() instanceof JsonObject object) {
                requireGiven(object);
            }
        });
    }
}
