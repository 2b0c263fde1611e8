package io.dm4j.endpoint.rest;

import io.dm4j.config.Secret;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** The fields of forms that DM does not know: a client of DM's leaves them out of an update, and means nothing by it. */
final class OwnFields {
    private static final Set<String> NAMES = Set.of(
            "server_id",
            "case_sensitive",
            "auto_resume",
            "placement",
            "filters",
            "session",
            "ssl_ca",
            "ssl_cert",
            "ssl_key",
            "ssl_crl",
            "ssl_crl_content",
            "cert_allowed_san",
            "ssl_key_passphrase_file",
            "ssl_key_passphrase_env",
            "tls_min_version",
            "tls_cipher_suites",
            "ssl_mode",
            "ssl_server_name",
            "ssl_server_fingerprint",
            "chunk_rows",
            "checkpoint_flush_interval");

    private OwnFields() {}

    /**
     * The form with each that is left out as it was before; the path of a file is not there any more where the file's content is given.
     * Lists are taken as they are given.
     */
    static JsonObject kept(JsonObject form, JsonObject before) {
        JsonObject whole = new JsonObject();
        form.forEach(field -> whole.put(field.getKey(), kept(field.getValue(), before.getValue(field.getKey()))));
        before.forEach(field -> {
            String name = field.getKey();
            if (NAMES.contains(name) && !form.containsKey(name) && isAsBefore(form.getValue(name + "_content"))) {
                whole.put(name, field.getValue());
            }
        });
        return whole;
    }

    private static boolean isAsBefore(Object content) {
        return content == null || "".equals(content) || Secret.HIDDEN.equals(content);
    }

    private static Object kept(Object value, Object before) {
        return value instanceof JsonObject object && before instanceof JsonObject was ? kept(object, was) : value;
    }
}
