package io.dm4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.EventFilterRule;
import io.dm4j.config.EventFilterRule.Action;
import io.dm4j.config.FilterEvent;
import io.dm4j.error.DmException;
import io.dm4j.row.TableId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFiltersTest {
    private static final TableId LOG = new TableId("shop", "log");

    @ParameterizedTest(name = "{0} {1}: {2} -> {3}")
    @CsvSource({
        "IGNORE, DELETE, DELETE, true",
        "IGNORE, DELETE, INSERT, false",
        "IGNORE, DELETE, DROP_TABLE, false",
        "IGNORE, ALL, DELETE, true",
        "IGNORE, ALL, ALTER_TABLE, true",
        "IGNORE, ALL_DML, DELETE, true",
        "IGNORE, ALL_DML, ALTER_TABLE, false",
        "IGNORE, ALL_DDL, DELETE, false",
        "IGNORE, ALL_DDL, ALTER_TABLE, true",
        "IGNORE, ALL_DDL, DROP_TABLE, true",
        "IGNORE, INCOMPATIBLE_DDL_CHANGES, DROP_TABLE, true",
        "IGNORE, INCOMPATIBLE_DDL_CHANGES, ALTER_TABLE, false",
        "IGNORE, NONE_DML ALL, DELETE, false",
        "IGNORE, NONE_DML ALL, DROP_TABLE, true",
        "IGNORE, NONE ALL, DROP_TABLE, false",
        "DO, INSERT, INSERT, false",
        "DO, INSERT, DELETE, true",
        "DO, INSERT, DROP_TABLE, true",
        "DO, ALL_DML, DROP_TABLE, true",
        "DO, ALL, DROP_TABLE, false",
    })
    void decidesByTheEvent(Action action, String events, FilterEvent what, boolean ignored) {
        EventFilters filters = filters(rule("shop", "", action, events, List.of()));

        assertThat(ignores(filters, LOG, List.of(what), "")).isEqualTo(ignored);
    }

    @ParameterizedTest
    @CsvSource({"IGNORE, true", "DO, false"})
    void decidesByTheStatement(Action action, boolean ignored) {
        EventFilters filters =
                filters(rule("shop", "", action, action == Action.DO ? "ALL" : "", List.of("^drop\\s", "^x")));

        assertThat(ignores(filters, LOG, List.of(FilterEvent.DROP_TABLE), "DROP TABLE log"))
                .isEqualTo(ignored);
        assertThat(ignores(filters, LOG, List.of(FilterEvent.ALTER_TABLE), "ALTER TABLE log DROP x"))
                .isEqualTo(!ignored);
        assertThat(ignores(filters, LOG, List.of(FilterEvent.DELETE), "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "shop, log, shop, log, true",
        "shop, '', shop, log, true",
        "shop, '', shop, '', true",
        "shop, log, shop, '', false",
        "shop, log, shop, logs, false",
        "SHOP, LO*, shop, log, true",
        "other, '', shop, log, false",
    })
    void concernsTheTablesOfItsPatterns(String schema, String table, String ofSchema, String ofTable, boolean ignored) {
        EventFilters filters = filters(rule(schema, table, Action.IGNORE, "ALL", List.of()));

        assertThat(ignores(filters, new TableId(ofSchema, ofTable), List.of(FilterEvent.DROP_TABLE), "x"))
                .isEqualTo(ignored);
    }

    @Test
    void anyOfTheRulesLeavesOut() {
        EventFilters filters = filters(
                rule("shop", "log", Action.IGNORE, "DELETE", List.of()),
                rule("shop", "", Action.IGNORE, "UPDATE", List.of()));

        assertThat(ignores(filters, LOG, List.of(FilterEvent.UPDATE), "")).isTrue();
        assertThat(ignores(filters, LOG, List.of(FilterEvent.DELETE), "")).isTrue();
        assertThat(ignores(filters, LOG, List.of(FilterEvent.INSERT), "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, ERROR, stops",
        "UPDATE, IGNORE, quiet",
        "INSERT, DO, ''",
        "DROP_TABLE, ERROR, statements",
        "ALTER_TABLE, DO, ''",
    })
    void theFirstThatIsAgainstAChangeDecides(FilterEvent event, Action action, String name) {
        String sql = event.family() == FilterEvent.Family.DML ? "" : event.toString();
        EventFilters filters = filters(
                rule("quiet", "shop", "log", Action.IGNORE, "UPDATE DELETE", List.of()),
                rule("stops", "shop", "", Action.ERROR, "DELETE", List.of()),
                rule("late", "shop", "log", Action.ERROR, "UPDATE", List.of()),
                rule("statements", "shop", "log", Action.ERROR, "", List.of("^drop")));

        assertThat(filters.judge(LOG, List.of(event), sql)).isEqualTo(new FilterVerdict(action, name));
    }

    @Test
    void onesThatOnlyStopLeaveNothingOut() {
        EventFilterRule stops = rule("shop", "", Action.ERROR, "DELETE", List.of());

        assertThat(filters().leavesOutSome()).isFalse();
        assertThat(filters(stops).leavesOutSome()).isFalse();
        assertThat(filters(stops, rule("shop", "", Action.DO, "ALL", List.of())).leavesOutSome())
                .isTrue();
    }

    @Test
    void namesThePatternThatCannotBeRead() {
        assertThatThrownBy(() -> filters(rule("shop", "", Action.IGNORE, "", List.of("("))))
                .isInstanceOf(DmException.class)
                .hasMessageContaining("sql-pattern of filter f");
    }

    private static boolean ignores(EventFilters filters, TableId table, List<FilterEvent> events, String sql) {
        return filters.judge(table, events, sql).action() == Action.IGNORE;
    }

    private static EventFilters filters(EventFilterRule... rules) {
        return new EventFilters(List.of(rules), CaseRule.INSENSITIVE);
    }

    private static EventFilterRule rule(
            String schema, String table, Action action, String events, List<String> sqlPatterns) {
        return rule("f", schema, table, action, events, sqlPatterns);
    }

    private static EventFilterRule rule(
            String name, String schema, String table, Action action, String events, List<String> sqlPatterns) {
        List<FilterEvent> kinds = Arrays.stream(events.split(" "))
                .filter(kind -> !kind.isEmpty())
                .map(FilterEvent::valueOf)
                .toList();
        return new EventFilterRule(name, schema, table, kinds, sqlPatterns, action);
    }
}
