package io.dm4j.endpoint.rest;

import io.dm4j.config.AllowedName;
import io.dm4j.config.PemInput;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.ServerIdentity;
import io.dm4j.config.TlsLimits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DM's {@code Security}, which is content of PEM files instead of their paths, with all else that a {@code security} block says. */
final class SecurityForm {
    private static final List<String> MATERIAL = List.of("ssl_ca", "ssl_cert", "ssl_key", "ssl_crl");
    private static final List<String> TEXTS = List.of(
            "ssl_key_passphrase_file", "ssl_key_passphrase_env", "tls_min_version", "ssl_mode", "ssl_server_name");
    private static final List<String> LISTS =
            List.of("cert_allowed_cn", "cert_allowed_san", "tls_cipher_suites", "ssl_server_fingerprint");

    private SecurityForm() {}

    /** The {@code security} block of a file. */
    static Map<String, Object> block(JsonObject form) {
        Map<String, Object> block = new LinkedHashMap<>();
        for (String key : MATERIAL) {
            putText(block, key(key), form.getString(key, ""));
            byte[] pem = form.getString(key + "_content", "").getBytes(StandardCharsets.UTF_8);
            putText(block, key(key) + "-base64", Base64.getEncoder().encodeToString(pem));
        }
        TEXTS.forEach(key -> putText(block, key(key), form.getString(key, "")));
        for (String key : LISTS) {
            JsonArray entries = form.getJsonArray(key, new JsonArray());
            if (!entries.isEmpty()) {
                block.put(key(key), List.copyOf(entries.getList()));
            }
        }
        return block;
    }

    /** The PEM texts that came with the file are in it. */
    static JsonObject of(SecurityConfig security) {
        JsonObject form = new JsonObject();
        put(form, "ssl_ca", security.ca());
        put(form, "ssl_cert", security.cert());
        put(form, "ssl_key", security.key());
        if (!security.crl().isAbsent()) {
            put(form, "ssl_crl", security.crl());
        }
        form.put("cert_allowed_cn", names(security, true));
        put(form, "cert_allowed_san", names(security, false));
        put(form, "ssl_key_passphrase_file", security.passphrase().file());
        put(form, "ssl_key_passphrase_env", security.passphrase().variable());
        put(form, security.limits());
        put(form, security.server());
        return form;
    }

    private static void put(JsonObject form, String key, PemInput pem) {
        form.put(key + "_content", pem.content().reveal());
        put(form, key, pem.path());
    }

    private static JsonArray names(SecurityConfig security, boolean common) {
        JsonArray names = new JsonArray();
        security.allowed().names().stream()
                .filter(name -> (name.kind() == AllowedName.Kind.COMMON_NAME) == common)
                .forEach(name -> names.add(name.toString()));
        return names;
    }

    private static void put(JsonObject form, TlsLimits limits) {
        if (limits.floor() != TlsLimits.DEFAULT.floor()) {
            form.put("tls_min_version", limits.floor().toString());
        }
        put(form, "tls_cipher_suites", new JsonArray(limits.cipherSuites()));
    }

    private static void put(JsonObject form, ServerIdentity server) {
        if (server.mode() != ServerIdentity.BY_HOST.mode()) {
            form.put("ssl_mode", server.mode().toString());
        }
        put(form, "ssl_server_name", server.name());
        put(
                form,
                "ssl_server_fingerprint",
                new JsonArray(server.fingerprints().stream()
                        .map(digits -> "sha256:" + digits)
                        .toList()));
    }

    private static void put(JsonObject form, String key, String text) {
        if (!text.isEmpty()) {
            form.put(key, text);
        }
    }

    private static void put(JsonObject form, String key, JsonArray list) {
        if (!list.isEmpty()) {
            form.put(key, list);
        }
    }

    private static String key(String field) {
        return field.replace('_', '-');
    }

    private static void putText(Map<String, Object> block, String key, String text) {
        if (!text.isEmpty()) {
            block.put(key, text);
        }
    }
}
