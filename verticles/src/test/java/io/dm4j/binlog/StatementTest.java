package io.dm4j.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEGIN | BEGIN",
                "begin | BEGIN",
                "COMMIT /* from xa */ | COMMIT",
                "ROLLBACK | ROLLBACK",
                "ROLLBACK TO `s` | ROLLBACK_TO",
                "SAVEPOINT `s` | SAVEPOINT",
                "XA START X'78',X'',1 | XA",
                "/* app */ insert into t values (1) | CHANGE",
                "-- note | NOTHING",
                "# Dummy event | NOTHING",
                "/*!50003 UPDATE t SET a = 1 */ | CHANGE",
                "/*M!100100 DELETE FROM t */ | CHANGE",
                "REPLACE INTO t VALUES (1) | CHANGE",
                "WITH a AS (SELECT 1) DELETE FROM t | CHANGE",
                "DROP /*!40005 TEMPORARY */ TABLE IF EXISTS `t` | TEMPORARY",
                "CREATE TEMPORARY TABLE t (a INT) | TEMPORARY",
                "CREATE /* TEMPORARY */ TABLE t (a INT) | OTHER",
                "CREATE TABLE updates (a INT) | OTHER",
                "ALTER TABLE t ADD c INT | OTHER",
                "TRUNCATE t | OTHER",
                "GRANT ALL ON *.* TO u | OTHER",
                "(SELECT 1) | OTHER",
            })
    void isToldByItsFirstWords(String sql, Statement expected) {
        assertThat(Statement.of(sql)).isEqualTo(expected);
    }

    @Test
    void goesOnBehindALineComment() {
        assertThat(Statement.of("-- note\n# more\nDELETE FROM t")).isEqualTo(Statement.CHANGE);
        assertThat(Statement.of("/* never closed")).isEqualTo(Statement.NOTHING);
    }
}
