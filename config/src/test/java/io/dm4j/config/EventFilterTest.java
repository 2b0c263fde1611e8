package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {

    @Test
    void fullMapping() {
        SubtaskConfig subtask = subtask(
                """
                  quiet:
                    schema-pattern: shop*
                    table-pattern: log_?
                    events: [Delete, TRUNCATE TABLE, drop schema, all dml]
                    sql-pattern: ["^DROP\\\\s+PROCEDURE"]
                    action: ignore
                """);

        assertThat(subtask.filters())
                .containsExactly(new EventFilterRule(
                        "quiet",
                        "shop*",
                        "log_?",
                        List.of(
                                FilterEvent.DELETE,
                                FilterEvent.TRUNCATE_TABLE,
                                FilterEvent.DROP_DATABASE,
                                FilterEvent.ALL_DML),
                        List.of("^DROP\\s+PROCEDURE"),
                        EventFilterRule.Action.IGNORE));
        assertThat(ConfigText.of(
                        subtask,
                        SourceFile.parse("s.yaml", "source-id: s1\nfrom: {host: a, user: u}\n")
                                .value()))
                .contains("[[filter-rules]]", "\"truncate table\"", "action = \"Ignore\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{events: [insert], action: Do} | schema-pattern: is missing",
                "{schema-pattern: a, events: [insrt], action: Do} | `insrt` is no event, did you mean insert?",
                "{schema-pattern: a, events: [insert]} | action: expected Do, Ignore or Error",
                "{schema-pattern: a, events: [insert], action: Perhaps} | action: expected Do, Ignore or Error",
                "{schema-pattern: a*b, action: Do} | before its end",
                "{schema-pattern: a, evnts: [insert], action: Do} | did you mean events?"
            })
    void refusesWhatIsNoFilter(String filter, String words) {
        assertThatThrownBy(() -> subtask("  quiet: " + filter + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(words);
    }

    private static SubtaskConfig subtask(String filters) {
        return TaskFile.parse(
                        "t.yaml",
                        """
                        name: t1
                        task-mode: incremental
                        target-database: {host: db, user: dm}
                        mysql-instances:
                          - source-id: s1
                            filter-rules: [quiet]
                        filters:
                        """
                                + filters)
                .value()
                .subtasks()
                .get(0);
    }
}
