package io.dm4j.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.FilterEvent;
import io.dm4j.error.DmException;
import io.dm4j.row.TableId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that event filters leave out; what a statement is called by them. */
class LeftOutTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CREATE TABLE t (a int) | [[create table]]",
                "CREATE TABLE t SELECT 1 | [[create table]]",
                "DROP TABLE t | [[drop table]]",
                "TRUNCATE t | [[truncate table]]",
                "RENAME TABLE t TO u | [[rename table]]",
                "CREATE UNIQUE INDEX i ON t (a) | [[create index]]",
                "DROP INDEX i ON t | [[drop index]]",
                "CREATE DATABASE s | [[create database]]",
                "ALTER SCHEMA s COLLATE utf8mb4_bin | [[alter database]]",
                "DROP DATABASE s | [[drop database]]",
                "ALTER TABLE t ADD COLUMN c int | [[alter table, add column]]",
                "ALTER TABLE t ADD c int AFTER b | [[alter table, add column]]",
                "ALTER TABLE t ADD (c int, d int), DROP COLUMN e | [[alter table, add column], [drop column]]",
                "ALTER TABLE s.t DROP e, ALGORITHM=INPLACE, LOCK=NONE | [[drop column]]",
                "ALTER TABLE t ADD INDEX (a, b), ADD PRIMARY KEY (a) | [[modify constraint], [modify constraint, add primary key]]",
                "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (a) | [[modify constraint, add foreign key]]",
                "ALTER TABLE t DROP PRIMARY KEY, DROP KEY i, DROP FOREIGN KEY f | [[drop primary key], [drop index], [alter table, drop foreign key]]",
                "ALTER TABLE t MODIFY a decimal(9,2) FIRST | [[modify column, modify columns order]]",
                "ALTER TABLE t CHANGE a b int | [[modify column, rename column]]",
                "ALTER TABLE t CHANGE COLUMN a A int | [[modify column]]",
                "ALTER TABLE t ALTER a SET DEFAULT 1 | [[modify default value, set default value]]",
                "ALTER TABLE t ALTER INDEX i INVISIBLE | [[alter table, alter index visibility]]",
                "ALTER TABLE t RENAME COLUMN a TO b, RENAME INDEX i TO j, RENAME u | [[rename column], [rename index], [rename table]]",
                "ALTER TABLE t ADD PARTITION (PARTITION p VALUES LESS THAN (9)) | [[alter table, add table partition]]",
                "ALTER TABLE t DROP PARTITION p | [[drop table partition]]",
                "ALTER TABLE t TRUNCATE PARTITION p | [[truncate table partition]]",
                "ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u | [[exchange table partition]]",
                "ALTER TABLE t PARTITION BY HASH (a) | [[alter table, alter table partitioning]]",
                "ALTER TABLE t REMOVE PARTITIONING | [[alter table, remove table partitioning]]",
                "ALTER TABLE t ENGINE=InnoDB | [[modify storage engine]]",
                "ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4 | [[modify charset, modify table charset and collate]]",
                "ALTER TABLE t COMMENT 'DROP COLUMN x, ADD y' | [[alter table, modify table comment]]",
                "ALTER TABLE t AUTO_INCREMENT = 9 | [[alter table, rebase auto id]]",
                "FLUSH TABLES | [[]]"
            })
    void hasTheNamesOfItsParts(String sql, String events) {
        SqlDialect dialect = SqlDialect.of("");

        assertThat(StatementEvents.of(StatementParser.parse(sql, dialect), dialect))
                .hasToString(events);
    }

    @Test
    void leavesOutTheTableOfADropOnly() {
        DdlPlan plan = plan("DROP TABLE kept, t", FilterEvent.DROP_TABLE);

        assertThat(plan.steps()).extracting(DdlStep::sql).containsExactly("DROP TABLE `s`.`kept`");
        assertThat(plan.leftOut()).containsExactly(new TableId("s", "t"));
    }

    @Test
    void leavesOutWhatCouldNotBeFollowed() {
        assertThat(plan("ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u", FilterEvent.EXCHANGE_TABLE_PARTITION)
                        .steps())
                .isEmpty();
        assertThatThrownBy(() -> plan("ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u", FilterEvent.DROP_TABLE))
                .hasMessageContaining("is not followed");
    }

    @Test
    void refusesAStatementOfWhichAPartIsLeftOut() {
        assertThatThrownBy(() -> plan("ALTER TABLE t DROP a, ADD b int", FilterEvent.DROP_COLUMN))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(DdlError.PARTS_DIFFER));
        assertThat(plan("ALTER TABLE t DROP a, DROP b", FilterEvent.DROP_COLUMN).steps())
                .isEmpty();
        assertThat(plan("ALTER TABLE kept DROP a, ADD b int", FilterEvent.DROP_COLUMN)
                        .steps())
                .hasSize(1);
    }

    /** Left out are statements with this event on the table t. */
    private static DdlPlan plan(String sql, FilterEvent leftOut) {
        TargetNames names = new TargetNames() {
            @Override
            public Optional<TableId> table(TableId source) {
                return Optional.of(source);
            }

            @Override
            public Optional<String> schema(String source) {
                return Optional.of(source);
            }

            @Override
            public boolean sharesTarget(String source) {
                return false;
            }

            @Override
            public boolean ignores(TableId source, List<FilterEvent> what, String text) {
                assertThat(text).isEqualTo(sql);
                return source.table().equals("t") && what.contains(leftOut);
            }
        };
        return new DdlPlanner(names).plan(sql, "s", SqlDialect.of(""));
    }
}
