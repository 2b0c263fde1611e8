package io.dm4j.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator gives as the structure of a table. */
class GivenTableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CREATE TABLE t (a INT) | CREATE TABLE `m`.`x` (a INT)",
                "create table if not exists `s`.`t` (a INT) ; ; | create table if not exists `m`.`x` (a INT)",
                "CREATE TABLE t (a VARCHAR(9) DEFAULT ';' COMMENT 'select') | CREATE TABLE `m`.`x` (a VARCHAR(9) DEFAULT ';' COMMENT 'select')",
                "CREATE OR REPLACE TABLE t (a INT, `values` INT) | CREATE OR REPLACE TABLE `m`.`x` (a INT, `values` INT)",
                "CREATE TABLE t (a INT) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (9)) "
                        + "| CREATE TABLE `m`.`x` (a INT) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (9))",
                "CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES u (a)) | CREATE TABLE `m`.`x` (a INT, FOREIGN KEY (a) REFERENCES u (a))",
                "/*!40101 CREATE TABLE t (a INT) */ | /*!40101 CREATE TABLE `m`.`x` (a INT) */",
            })
    void isReadUnderAnotherName(String given, String read) {
        assertThat(GivenTable.of(given).named("`m`.`x`").strip()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-- nothing",
                "SELECT 1",
                "DROP TABLE t",
                "CREATE VIEW t AS SELECT 1",
                "CREATE TEMPORARY TABLE t (a INT)",
                "CREATE TABLE t LIKE u",
                "CREATE TABLE t (LIKE u)",
                "CREATE TABLE t SELECT 1 a",
                "CREATE TABLE t (a INT) AS (SELECT 'hidden')",
                "CREATE TABLE t (a INT) TABLE u",
                "CREATE TABLE t VALUES ROW(1)",
                "CREATE TABLE t (a INT); DROP TABLE u",
                "CREATE TABLE t (a INT) /*! ; DROP TABLE u */",
                "CREATE TABLE",
                "text"
            })
    void isOneDefinitionOfATable(String given) {
        assertThatThrownBy(() -> GivenTable.of(given))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(DdlError.GIVEN_TABLE))
                .message()
                .doesNotContain("hidden");
    }
}
