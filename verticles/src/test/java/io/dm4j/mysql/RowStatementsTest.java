package io.dm4j.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.row.Column;
import io.dm4j.row.JsonText;
import io.dm4j.row.Key;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowStatementsTest {
    private static final Column ID = new Column("id", "bigint", "bigint(20)", "", "", false, false);
    private static final Column NAME =
            new Column("na`me", "varchar", "varchar(9)", "latin1", "latin1_bin", true, false);
    private static final Column TWICE = new Column("twice", "bigint", "bigint(20)", "", "", true, true);
    private static final Column DOC = new Column("doc", "json", "json", "", "", true, false);
    private static final TableId ID_OF_T = new TableId("s", "t");
    private static final TableSchema KEYED =
            new TableSchema(ID_OF_T, List.of(ID, NAME, TWICE), List.of(new Key("PRIMARY", List.of("id"), true, true)));
    private static final TableSchema KEYLESS = new TableSchema(ID_OF_T, List.of(ID, NAME, TWICE, DOC), List.of());

    @Test
    void leavesGeneratedColumnsOut() {
        List<Object[]> rows = List.of(new Object[] {1L, "a", 2L}, new Object[] {2L, null, 4L});

        assertThat(RowStatements.insert(KEYED, rows))
                .isEqualTo("INSERT INTO `s`.`t` (`id`,`na``me`) VALUES (1,'a'),(2,NULL)");
        assertThat(RowStatements.prepared("REPLACE INTO ", KEYED))
                .isEqualTo("REPLACE INTO `s`.`t` (`id`,`na``me`) VALUES (?,?)");
    }

    @Test
    void findsARowByItsKey() {
        Object[] before = {1L, "a", 2L};
        Object[] after = {3L, "b", 6L};

        assertThat(RowStatements.update(KEYED, before, after))
                .isEqualTo("UPDATE `s`.`t` SET `id`=3,`na``me`='b' WHERE `id`=1");
        assertThat(RowStatements.delete(KEYED, before)).isEqualTo("DELETE FROM `s`.`t` WHERE `id`=1");
    }

    @Test
    void findsARowOfAKeylessTableByItsBytesAndTakesOne() {
        Object[] before = {1L, "a ", 2L, new JsonText("{}")};

        assertThat(RowStatements.delete(KEYLESS, before))
                .isEqualTo("DELETE FROM `s`.`t` WHERE `id` <=> 1"
                        + " AND CAST(CONVERT(`na``me` USING utf8mb4) AS BINARY) <=> CAST('a ' AS BINARY)"
                        + " AND `doc` <=> CAST('{}' AS JSON) LIMIT 1");
    }
}
