package io.dm4j.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.row.Column;
import io.dm4j.row.Key;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableSchemaJsonTest {
    @Test
    void comesBackAsItWas() {
        TableSchema schema = new TableSchema(
                new TableId("shop", "o`rder"),
                List.of(
                        new Column("id", "bigint", "bigint unsigned", "", "", false, false),
                        new Column("art", "enum", "enum('a','日')", "utf8mb4", "utf8mb4_bin", true, false),
                        new Column("twice", "int", "int", "", "", true, true)),
                List.of(
                        new Key("PRIMARY", List.of("id"), true, true),
                        new Key("k", List.of("art", "id"), false, false)));

        assertThat(TableSchemaJson.decode(TableSchemaJson.encode(schema))).isEqualTo(schema);
    }
}
