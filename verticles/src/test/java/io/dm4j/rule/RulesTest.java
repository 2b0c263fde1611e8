package io.dm4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.BlockAllowList;
import io.dm4j.config.RouteRule;
import io.dm4j.config.TablePattern;
import io.dm4j.error.DmException;
import io.dm4j.row.TableId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    /** do-dbs | do-tables | ignore-dbs | ignore-tables | table | taken */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "         |               |         |               | shop.orders    | true",
                "         |               |         |               | mysql.user     | false",
                "         |               |         |               | MySQL.user     | false",
                "         |               |         |               | sys.x          | false",
                "         |               |         |               | performance_schema.x | false",
                "         |               |         |               | dm_heartbeat.x | false",
                "         |               |         |               | dm_meta.t_fence| false",
                "mysql    |               |         |               | mysql.user     | false",
                "shop     |               |         |               | shop.orders    | true",
                "shop     |               |         |               | other.orders   | false",
                "shop*    |               |         |               | shop_1.orders  | true",
                "SHOP     |               |         |               | shop.orders    | true",
                "~^shop   |               |         |               | shopping.x     | true",
                "         |               | shop    |               | shop.orders    | false",
                "         |               | shop    |               | other.orders   | true",
                "shop     |               | shop    |               | shop.orders    | true",
                "         | shop.orders   |         |               | shop.orders    | true",
                "         | shop.orders   |         |               | shop.items     | false",
                "         | shop.orders   |         |               | other.orders   | false",
                "         | shop.*        |         | shop.log      | shop.log       | true",
                "         |               |         | shop.log      | shop.log       | false",
                "         |               |         | shop.log      | shop.orders    | true",
                "         | shop.orders   |         | shop.log      | shop.items     | false",
                "other    | shop.orders   |         |               | shop.orders    | false",
                "         | shop.orders   | shop    |               | shop.orders    | false",
                "shop     | shop.o*       |         | shop.*        | shop.orders    | true",
                "shop     | shop.o*       |         | shop.*        | shop.items     | false",
                "shop     |               |         | shop.~_tmp$   | shop.a_tmp     | false",
                "shop     |               |         | shop.~_tmp$   | shop.tmp_a     | true",
            })
    void takesTablesInDmsOrder(
            String doDbs, String doTables, String ignoreDbs, String ignoreTables, String table, boolean taken) {
        BlockAllowList list =
                new BlockAllowList(names(doDbs), tables(doTables), names(ignoreDbs), tables(ignoreTables));

        Rules rules = Rules.of(list, List.of(), "dm_meta", false);

        assertThat(rules.takes(id(table))).isEqualTo(taken);
    }

    /** routes as schema.table>schema.table, empty table = whole schema; expected target */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                               | shop.orders  | shop.orders",
                "shop.>mall.                    | shop.orders  | mall.orders",
                "shop.>mall.                    | other.orders | other.orders",
                "shop.orders>mall.bills         | shop.orders  | mall.bills",
                "shop.orders>mall.bills         | shop.items   | shop.items",
                "shop.orders>mall.              | shop.orders  | mall.orders",
                "shop.>mall. ; shop.o*>x.y      | shop.orders  | x.y",
                "shop.>mall. ; shop.o*>x.y      | shop.items   | mall.items",
                "shop_*.t_*>all.t               | shop_7.t_3   | all.t",
                "shop_[0-3].>low.               | shop_2.a     | low.a",
                "shop_[0-3].>low.               | shop_5.a     | shop_5.a",
                "~^s(hop)?$.~^o>all.o           | shop.orders  | all.o",
                "SHOP.>mall.                    | shop.Orders  | mall.Orders",
            })
    void routesTables(String routes, String table, String target) {
        Rules rules = Rules.of(BlockAllowList.ALL, routes(routes), "dm_meta", false);

        assertThat(rules.route(id(table))).contains(id(target));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                   | shop   | shop",
                "shop.>mall.                        | shop   | mall",
                "shop.*>mall.x                      | shop   | mall",
                "shop.a>mall.x ; shop.b>mall.y      | shop   | mall",
                "shop.a>mall.x ; shop.b>other.y     | shop   | shop",
                "shop.>mall. ; shop.b>other.y       | shop   | mall",
                "shop.a>mall.x                      | other  | other",
            })
    void routesSchemasAlsoByTableRules(String routes, String schema, String target) {
        Rules rules = Rules.of(BlockAllowList.ALL, routes(routes), "dm_meta", false);

        assertThat(rules.routeSchema(schema)).contains(target);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                            | shop   | false",
                "shop.>mall.                 | shop   | false",
                "shop_*.>mall.               | shop_1 | true",
                "shop.>mall. ; b.>mall.      | shop   | true",
                "b.>shop.                    | shop   | true",
            })
    void knowsWhenOthersLiveInTheTargetSchema(String routes, String schema, boolean shared) {
        Rules rules = Rules.of(BlockAllowList.ALL, routes(routes), "dm_meta", false);

        assertThat(rules.sharesTarget(schema)).isEqualTo(shared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.>a. ; sh*.>b.", "shop.o*>a.x ; *.orders>a.x"})
    void refusesTwoRoutesOfOneLevelAndNamesBoth(String routes) {
        Rules rules = Rules.of(BlockAllowList.ALL, routes(routes), "dm_meta", false);

        assertThatThrownBy(() -> rules.route(id("shop.orders")))
                .isInstanceOf(DmException.class)
                .hasMessageContaining("routes 'r0' and 'r1' both match `shop`.`orders`");
    }

    @Test
    void aSchemaThatIsFilteredHasNoTarget() {
        BlockAllowList list = new BlockAllowList(List.of("shop"), List.of(), List.of(), List.of());
        Rules rules = Rules.of(list, List.of(), "dm_meta", false);

        assertThat(rules.routeSchema("other")).isEmpty();
        assertThat(rules.route(id("other.t"))).isEmpty();
    }

    @Test
    void caseCountsWhenAsked() {
        BlockAllowList list = new BlockAllowList(List.of("Shop"), List.of(), List.of(), List.of());
        Rules rules = Rules.of(list, routes("Shop.>mall."), "dm_meta", true);

        assertThat(rules.route(id("shop.t"))).isEmpty();
        assertThat(rules.route(id("Shop.t"))).contains(id("mall.t"));
    }

    private static TableId id(String name) {
        int dot = name.indexOf('.');
        return new TableId(name.substring(0, dot), name.substring(dot + 1));
    }

    private static List<String> names(String name) {
        return name == null ? List.of() : List.of(name);
    }

    private static List<TablePattern> tables(String name) {
        return name == null ? List.of() : List.of(new TablePattern(id(name).schema(), id(name).table()));
    }

    private static List<RouteRule> routes(String text) {
        if (text == null) {
            return List.of();
        }
        List<String> parts = Arrays.asList(text.split(" *; *"));
        return parts.stream()
                .map(part -> route("r" + parts.indexOf(part), part))
                .toList();
    }

    private static RouteRule route(String name, String text) {
        String[] sides = text.split(">");
        TableId from = id(sides[0]);
        TableId to = id(sides[1]);
        return new RouteRule(name, from.schema(), from.table(), to.schema(), to.table());
    }

    @Test
    void aSearchFindsItsExpressionsAnywhereInTheNames() {
        TableSearch search = TableSearch.of(Optional.of("^shop"), Optional.of("order"));

        assertThat(search.finds(new TableId("shop_01", "old_orders"))).isTrue();
        assertThat(search.finds(new TableId("a_shop", "orders"))).isFalse();
        assertThat(search.finds(new TableId("shop", "Orders"))).isFalse();
        assertThat(TableSearch.of(Optional.empty(), Optional.empty()).finds(new TableId("a", "b")))
                .isTrue();
        assertThatThrownBy(() -> TableSearch.of(Optional.of("("), Optional.empty()))
                .hasMessageContaining("code=20560");
    }
}
