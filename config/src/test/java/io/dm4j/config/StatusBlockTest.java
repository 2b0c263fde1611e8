package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.StatusConfig.ClientAuth;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port for probes, as master and worker files ask for it. */
class StatusBlockTest {
    private static final JsonObject MATERIAL =
            new JsonObject().put("ssl-ca", "ca.pem").put("ssl-cert", "cert.pem").put("ssl-key", "key.pem");

    @Test
    void thereIsNoneUnlessItIsAskedFor() {
        assertThat(MasterFile.from(master()).value().status()).isEqualTo(StatusConfig.OFF);
        assertThat(WorkerFile.from(worker()).value().status()).isEqualTo(StatusConfig.OFF);
    }

    @Test
    void hasMaterialAndAListOfItsOwn() {
        JsonObject block =
                MATERIAL.copy().put("cert-allowed-cn", JsonArray.of("probe")).put("client-auth", "request");

        StatusConfig status = WorkerFile.from(
                        worker().put("status-addr", ":8263").put("status-security", block))
                .value()
                .status();

        assertThat(status)
                .isEqualTo(new StatusConfig(
                        Optional.of(new Address("", 8263)),
                        SecurityConfig.files("ca.pem", "cert.pem", "key.pem").allowing("probe"),
                        ClientAuth.REQUEST));
    }

    @Test
    void requiresACertificateUnlessItSaysOtherwise() {
        JsonObject asked = master().put("status-addr", "10.0.0.1:8263").put("status-security", MATERIAL);

        assertThat(MasterFile.from(asked).value().status().clientAuth()).isEqualTo(ClientAuth.REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8263", "localhost:8263", "[::1]:8263", "127.1.2.3:8263"})
    void speaksPlainTextOnALoopbackAddress(String address) {
        assertThat(MasterFile.from(master().put("status-addr", address))
                        .value()
                        .status()
                        .address())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {":8263", "0.0.0.0:8263", "10.0.0.1:8263", "example.com:8263", "127.evil.example:8263"})
    void speaksPlainTextNowhereElse(String address) {
        assertRefused(master().put("status-addr", address), "status-addr", "would speak plain text to other machines");
    }

    @Test
    void refusesAListThatNobodyCouldBeOn() {
        JsonObject block =
                MATERIAL.copy().put("cert-allowed-cn", JsonArray.of("probe")).put("client-auth", "none");

        assertRefused(
                master().put("status-addr", ":8263").put("status-security", block),
                "status-security.client-auth",
                "nobody shows a name");
    }

    @Test
    void refusesABlockThatProtectsNothing() {
        assertRefused(master().put("status-security", MATERIAL), "status-security", "there is no status-addr");
        assertRefused(
                master().put("status-addr", "127.0.0.1:8263")
                        .put("status-security", new JsonObject().put("client-auth", "none")),
                "status-security.client-auth",
                "there is no material");
    }

    @Test
    void refusesWhatIsNoAddressAndNoSuchKey() {
        assertRefused(master().put("status-addr", "nonsense"), "status-addr", "host:port");
        assertRefused(
                master().put("status-addr", ":8263")
                        .put("status-security", MATERIAL.copy().put("client-aut", "none")),
                "status-security.client-aut",
                "client-auth");
    }

    private static void assertRefused(JsonObject config, String key, String why) {
        assertThat(Refusals.of(() -> MasterFile.from(config))).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.message()).contains(why);
        });
    }

    private static JsonObject master() {
        return new JsonObject().put("master-addr", "127.0.0.1:8261");
    }

    private static JsonObject worker() {
        return new JsonObject().put("worker-addr", "127.0.0.1:8262").put("join", "127.0.0.1:8261");
    }
}
