package io.dm4j.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.progress.LoadChunk;
import io.dm4j.row.Column;
import io.dm4j.row.Key;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRangeTest {
    private static final String FROM = " FROM `s`.`t` FORCE INDEX (`PRIMARY`)";

    @Test
    void writesARowComparisonOut() {
        KeyRange range = KeyRange.of(table("varchar", "int")).orElseThrow();

        assertThat(range.chunk(LoadChunk.open(1, List.of("'x'", "1"), List.of("'y'", "2"))))
                .isEqualTo(FROM + " WHERE (`c0` >= 'x' AND (`c0` > 'x' OR `c0` = 'x' AND `c1` > 1))"
                        + " AND (`c0` <= 'y' AND (`c0` < 'y' OR `c0` = 'y' AND `c1` <= 2)) ORDER BY `c0`, `c1`");
    }

    @Test
    void leavesOuterBoundsOpen() {
        KeyRange range = KeyRange.of(table("bigint")).orElseThrow();

        assertThat(range.chunk(LoadChunk.open(0, List.of(), List.of("9"))))
                .isEqualTo(FROM + " WHERE `c0` <= 9 ORDER BY `c0`");
        assertThat(range.chunk(LoadChunk.open(1, List.of("9"), List.of())))
                .isEqualTo(FROM + " WHERE `c0` > 9 ORDER BY `c0`");
    }

    @Test
    void asksForTheKeyOneChunkFurther() {
        KeyRange range = KeyRange.of(table("datetime")).orElseThrow();

        assertThat(range.boundary(List.of("'2020-01-01'"), 500))
                .isEqualTo("SELECT CAST(`c0` AS CHAR)" + FROM
                        + " WHERE `c0` > '2020-01-01' ORDER BY `c0` LIMIT 1 OFFSET 499");
    }

    @Test
    void endsThePrefixAtATypeThatOrdersOtherwise() {
        assertThat(KeyRange.of(table("int", "enum", "int")).orElseThrow().boundary(List.of(), 1))
                .isEqualTo("SELECT `c0`" + FROM + " ORDER BY `c0` LIMIT 1 OFFSET 0");
        assertThat(KeyRange.of(table("float", "int"))).isEmpty();
    }

    private static TableSchema table(String... types) {
        List<Column> columns = new java.util.ArrayList<>();
        for (String type : types) {
            columns.add(new Column("c" + columns.size(), type, type, "", "", false, false));
        }
        List<String> names = columns.stream().map(Column::name).toList();
        return new TableSchema(new TableId("s", "t"), columns, List.of(new Key("PRIMARY", names, true, true)));
    }
}
