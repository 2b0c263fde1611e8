package io.dm4j.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.row.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenStatementsTest {

    @Test
    void takesATextApartAtItsSemicolons() {
        List<String> statements = GivenStatements.of(List.of(
                " ALTER TABLE s.t ADD COLUMN c VARCHAR(9) DEFAULT 'a;b' ; CREATE INDEX i ON `s`.`t` (c);",
                "DROP TABLE s.u"));

        assertThat(statements)
                .containsExactly(
                        "ALTER TABLE s.t ADD COLUMN c VARCHAR(9) DEFAULT 'a;b'",
                        "CREATE INDEX i ON `s`.`t` (c)",
                        "DROP TABLE s.u");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE s.t (id INT, FOREIGN KEY (id) REFERENCES u (id))",
                "CREATE TABLE s.t LIKE s.u",
                "RENAME TABLE s.t TO s.u",
                "TRUNCATE s.t",
                "DROP INDEX i ON s.t",
                "CREATE DATABASE s",
                "ALTER DATABASE s CHARACTER SET utf8mb4"
            })
    void takesWhatIsFollowed(String sql) {
        assertThat(GivenStatements.of(List.of(sql))).containsExactly(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | no statement is given",
                " ; | no statement is given",
                "ALTER TABLE t ADD COLUMN c INT | statement 1, ALTER TABLE, does not name the schema of table `t`",
                "DROP TABLE s.t; TRUNCATE u | statement 2, TRUNCATE TABLE, does not name the schema of table `u`",
                "RENAME TABLE s.t TO u | does not name the schema of table `u`",
                "ALTER DATABASE CHARACTER SET utf8mb4 | does not name the schema",
                "INSERT INTO s.t VALUES (1) | statement 1, INSERT, is not one on definitions",
                "CREATE VIEW s.v AS SELECT 1 | is not one on definitions",
                "CREATE TABLE s.t AS SELECT 1 | is not one on definitions",
                "ALTER TABLE s.t EXCHANGE PARTITION p WITH TABLE s.u | is not one on definitions",
                "alter tabel s.t add column c int | is not one on definitions"
            })
    void refusesTheOthersByTheirNumber(String sql, String why) {
        assertThatThrownBy(() -> GivenStatements.of(List.of(sql)))
                .hasMessageContaining("code=44567")
                .hasMessageContaining(why);
    }

    @Test
    void aStatementThatIsNotFollowedStillTellsWhatItIsAbout() {
        assertThat(DdlSubjects.of("ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u", "s", SqlDialect.DEFAULT)
                        .objects())
                .containsExactly(new TableId("s", "t"));
        assertThat(DdlSubjects.of("RENAME TABLE s.t TO r.u", "", SqlDialect.DEFAULT)
                        .objects())
                .containsExactly(new TableId("s", "t"), new TableId("r", "u"));
        assertThat(DdlSubjects.of("DROP DATABASE s", "", SqlDialect.DEFAULT).objects())
                .containsExactly(new TableId("s", ""));
        assertThat(DdlSubjects.of("FROBNICATE", "s", SqlDialect.DEFAULT).objects())
                .isEmpty();
    }
}
