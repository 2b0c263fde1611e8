package io.dm4j.endpoint.rest;

import io.dm4j.config.AllowedName;
import io.dm4j.config.PemInput;
import io.dm4j.config.Secret;
import io.dm4j.config.SecurityConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** DM's {@code Security}: content of PEM files instead of their paths. */
final class SecurityForm {
    private static final Map<String, String> CONTENT = Map.of(
            "ssl_ca_content", "ssl-ca-base64",
            "ssl_cert_content", "ssl-cert-base64",
            "ssl_key_content", "ssl-key-base64");

    private SecurityForm() {}

    /** The {@code security} block of a file. */
    static Map<String, Object> block(JsonObject form) {
        Map<String, Object> block = new LinkedHashMap<>();
        CONTENT.keySet().stream().sorted().forEach(key -> {
            String pem = form.getString(key, "");
            if (!pem.isEmpty()) {
                byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
                block.put(CONTENT.get(key), Base64.getEncoder().encodeToString(bytes));
            }
        });
        JsonArray names = form.getJsonArray("cert_allowed_cn", new JsonArray());
        if (!names.isEmpty()) {
            block.put("cert-allowed-cn", List.copyOf(names.getList()));
        }
        return block;
    }

    /** What is there, never what is in it. */
    static JsonObject of(SecurityConfig security) {
        return form(security, SecurityForm::shown);
    }

    /** With the PEM texts that came with the file; nothing for what is in files of their own. */
    static JsonObject withContent(SecurityConfig security) {
        return form(security, pem -> pem.content().reveal());
    }

    private static JsonObject form(SecurityConfig security, Function<PemInput, String> text) {
        JsonArray names = new JsonArray();
        security.allowed().names().stream()
                .filter(name -> name.kind() == AllowedName.Kind.COMMON_NAME)
                .forEach(name -> names.add(name.name()));
        return new JsonObject()
                .put("ssl_ca_content", text.apply(security.ca()))
                .put("ssl_cert_content", text.apply(security.cert()))
                .put("ssl_key_content", text.apply(security.key()))
                .put("cert_allowed_cn", names);
    }

    private static String shown(PemInput pem) {
        return pem.isAbsent() ? "" : Secret.HIDDEN;
    }
}
