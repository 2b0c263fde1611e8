package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import org.junit.jupiter.api.Test;

class TopKeyTest {

    @Test
    void exchangesTheValueAndNothingElse() {
        String file =
                """
                # ours \uD83D\uDC2C
                source-id: s   # the first
                enable: true   # for now
                from: {host: h, port: 3306, user: u, password: "enable: true"}
                """;

        assertThat(SourceFile.switched("s", file, false))
                .isEqualTo(file.replace("enable: true   #", "enable: false   #"));
    }

    @Test
    void addsTheKeyWhereTheOthersAre() {
        assertThat(TopKey.set("s", "a: 1\nb: 2\n", "enable", "false")).isEqualTo("enable: false\na: 1\nb: 2\n");
        assertThat(TopKey.set("s", "---\n  a: 1\n  b: 2\n", "enable", "false"))
                .isEqualTo("---\n  enable: false\n  a: 1\n  b: 2\n");
        assertThat(TopKey.set("s", "{\"a\": 1}", "enable", "false")).isEqualTo("{enable: false, \"a\": 1}");
    }

    @Test
    void refusesWhereAnotherValueWouldChange() {
        String file = "source-id: s\nenable-gtid: &yes true\nenable: *yes\nfrom: {host: h, port: 3306, user: u}\n";

        assertThatThrownBy(() -> SourceFile.switched("s", file, false))
                .isInstanceOf(DmException.class)
                .hasMessageContaining("code=20501")
                .hasMessageContaining("operate-source update");
    }
}
