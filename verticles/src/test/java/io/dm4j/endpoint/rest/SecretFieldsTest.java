package io.dm4j.endpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class SecretFieldsTest {
    private static final JsonObject FORM = new JsonObject(
            """
            {"name": "t", "target_config": {"host": "h", "password": "p", "security": {"ssl_ca_content": "A", "ssl_key_content": ""}},
             "list": [{"password": "q"}]}
            """);

    @Test
    void aSecretIsHiddenAtWhateverDepth() {
        assertThat(SecretFields.hidden(FORM))
                .isEqualTo(
                        new JsonObject(
                                """
                                {"name": "t", "target_config": {"host": "h", "password": "******",
                                 "security": {"ssl_ca_content": "******", "ssl_key_content": ""}}, "list": [{"password": "******"}]}
                                """));
    }

    @Test
    void whatComesBackAsItIsShownStaysAsItWas() {
        JsonObject shown = SecretFields.hidden(FORM);
        shown.getJsonObject("target_config")
                .put("host", "i")
                .getJsonObject("security")
                .put("ssl_key_content", "K");
        shown.remove("list");

        JsonObject target = SecretFields.kept(shown, FORM).getJsonObject("target_config");

        assertThat(target)
                .isEqualTo(
                        new JsonObject(
                                """
                                {"host": "i", "password": "p", "security": {"ssl_ca_content": "A", "ssl_key_content": "K"}}
                                """));
        assertThatCode(() -> SecretFields.requireGiven(target)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SecretFields.requireGiven(SecretFields.kept(shown, new JsonObject())))
                .hasMessageContaining("code=20501");
    }
}
