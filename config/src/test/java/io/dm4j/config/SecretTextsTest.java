package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextsTest {

    @Test
    void leavesTheOperatorsTextAsItIs() {
        String yaml =
                """
                # 日本語 😀 comment
                source-id: s1   # trailing
                from: {host: db, user: "dm", password: 'hunter2', port: 3306}
                """;

        assertThat(SourceFile.masked(yaml))
                .isEqualTo(
                        """
                        # 日本語 😀 comment
                        source-id: s1   # trailing
                        from: {host: db, user: "dm", password: "******", port: 3306}
                        """);
    }

    @Test
    void masksListsOfBytesAndBlocksOfText() {
        String yaml =
                """
                target-database:
                  password: |
                    hunter2
                    hunter2
                  security:
                    ssl-key-bytes:
                    - 45
                    - 46
                    ssl-cert-bytes: [1, 2]
                    ssl-ca-base64: >-
                      aGVs
                      bG8=
                # the end
                name: t
                """;

        assertThat(TaskFile.masked(yaml))
                .isEqualTo(
                        """
                        target-database:
                          password: "******"
                          security:
                            ssl-key-bytes:
                            - "******"
                            - "******"
                            ssl-cert-bytes: ["******", "******"]
                            ssl-ca-base64: "******"
                        # the end
                        name: t
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &pw hunter2\nfrom:\n  password: *pw\n",
                "from:\n  password: &pw hunter2\nb: *pw\n",
                "base: &b {password: hunter2}\nfrom:\n  <<: *b\n",
                "x: [{y: {password: {z: [hunter2]}}}]",
                "password: hunter2",
                "from: {? password : hunter2}",
                "from:\n  password:\n    hunter2\n",
                "from:\n  password: \"hun\\\n    ter2 hunter2\"\n",
                "from:\n  Password: hunter2\n",
                "from:\n  password: !!str hunter2\n"
            })
    void aPasswordNeverShowsHoweverItIsWritten(String yaml) {
        String masked = SourceFile.masked(yaml);

        assertThat(masked).doesNotContain("hunter2").contains("******");
        YamlText.parse("masked", masked);
    }

    @Test
    void passwordsAreExchangedAndNothingElse() {
        String yaml =
                """
                name: secret  # secret
                target-database: {user: secret, password: secret}
                x:
                  - password: 'other'
                    ssl-ca-base64: secret
                """;

        String read = SecretTexts.withPasswords(
                "t", yaml, written -> written.equals("secret") ? "a \"quoted\" \\ 日本" : written);

        assertThat(read).isEqualTo(yaml.replace("password: secret", "password: \"a \\\"quoted\\\" \\\\ 日本\""));
    }

    @Test
    void anEmptyPasswordStaysEmpty() {
        assertThat(SourceFile.masked("from: {password: , user: dm}")).isEqualTo("from: {password: , user: dm}");
    }
}
