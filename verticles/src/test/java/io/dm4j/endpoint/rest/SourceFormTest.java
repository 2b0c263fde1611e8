package io.dm4j.endpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceFormTest {
    static final SourceConfig EVERY_KEY = source(
            """
            source-id: s1
            enable: false
            enable-gtid: true
            flavor: mariadb
            server-id: 4294967295
            case-sensitive: true
            placement: {zone: a, disk: ssd}
            checker: {check-enable: false}
            filters:
              - {schema-pattern: shop, table-pattern: "log*", events: [drop table], sql-pattern: [x], action: Error}
              - {schema-pattern: shop, events: [delete], action: Ignore}
            from:
              host: db
              port: 3307
              user: dm
              password: old
              session: {wait_timeout: "60"}
              security:
                ssl-ca: /etc/ca.pem
                ssl-cert: /etc/cert.pem
                ssl-key: /etc/key.pem
                ssl-cert-base64: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
                ssl-key-base64: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t
                ssl-crl: /etc/crl.pem
                ssl-key-passphrase-env: PASSPHRASE
                cert-allowed-cn: [db]
                cert-allowed-san: ["dns:db.example.com"]
                tls-min-version: "1.3"
                tls-cipher-suites: [TLS_AES_128_GCM_SHA256]
                ssl-mode: verify-ca
            """);
    static final SourceConfig PINNED = source(
            """
            source-id: s1
            from:
              host: db
              port: 3307
              user: dm
              security: {ssl-server-fingerprint: ["sha256:%s"]}
            """
                    .formatted("ab".repeat(32)));

    @Test
    void allThatAFileSaysComesBackFromTheForm() {
        for (SourceConfig said : List.of(EVERY_KEY, PINNED, source(SourceFile.sample()))) {
            assertThat(source(SourceForm.update(form(said), said))).isEqualTo(said);
        }
    }

    @Test
    void anUpdateKeepsWhatAClientOfDmDoesNotKnow() {
        JsonObject form = form(EVERY_KEY).put("host", "db2");
        List.of("placement", "server_id", "case_sensitive", "auto_resume", "session", "filters")
                .forEach(form::remove);
        JsonObject security = form.getJsonObject("security");
        List.copyOf(security.fieldNames()).stream()
                .filter(name -> !name.endsWith("_content") && !name.equals("cert_allowed_cn"))
                .forEach(security::remove);

        SourceConfig after = source(SourceForm.update(form, EVERY_KEY));

        assertThat(EVERY_KEY.differences(after)).containsExactly("from");
        assertThat(after.from().host()).isEqualTo("db2");
        assertThat(after.from().security()).isEqualTo(EVERY_KEY.from().security());
        assertThat(after.from().password()).isEqualTo(EVERY_KEY.from().password());
    }

    @Test
    void anUpdateSetsAndClearsThePlacement() {
        JsonObject other = form(EVERY_KEY).put("placement", new JsonObject().put("zone", "b"));
        JsonObject none = form(EVERY_KEY).put("placement", new JsonObject());

        assertThat(source(SourceForm.update(other, EVERY_KEY)).placement().byName())
                .hasToString("{zone=b}");
        assertThat(source(SourceForm.update(none, EVERY_KEY)).placement().isEmpty())
                .isTrue();
    }

    @Test
    void contentThatIsGivenTakesThePlaceOfAPath() {
        JsonObject form = form(EVERY_KEY);
        JsonObject security = form.getJsonObject("security").put("ssl_ca_content", "-----BEGIN CERTIFICATE-----");
        security.remove("ssl_ca");

        SourceConfig after = source(SourceForm.update(form, EVERY_KEY));

        assertThat(after.from().security().ca().path()).isEmpty();
        assertThat(after.from().security().ca().isAbsent()).isFalse();
    }

    @Test
    void aNewSourceIsNotMadeOfSecretsThatAreNotShown() {
        assertThatThrownBy(() -> SourceForm.file(form(EVERY_KEY))).hasMessageContaining("******");
    }

    private static JsonObject form(SourceConfig source) {
        return SourceForm.of(source, List.of("t1"), Optional.of(new JsonArray()));
    }

    private static SourceConfig source(String file) {
        return SourceFile.parse("s1.yaml", file).value();
    }
}
