package io.dm4j.endpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceFormTest {

    @Test
    void anUpdateKeepsThePlacementThatNoFormCanSay() {
        SourceConfig before = SourceFile.parse(
                        "s1.yaml",
                        "source-id: s1\nplacement: {zone: a}\nfrom: {host: db, port: 3306, user: dm, password: old}\n")
                .value();
        JsonObject form = SourceForm.of(before, List.of(), Optional.empty()).put("host", "db2");

        SourceConfig after =
                SourceFile.parse("s1.yaml", SourceForm.update(form, before)).value();

        assertThat(after.placement()).isEqualTo(before.placement());
        assertThat(after.from().host()).isEqualTo("db2");
        assertThat(after.from().password()).isEqualTo(before.from().password());
    }
}
