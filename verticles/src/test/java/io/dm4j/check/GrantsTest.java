package io.dm4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of {@code SHOW GRANTS} as servers write them. */
class GrantsTest {

    @Test
    void readsGlobalOnes() {
        Grants grants = Grants.of(List.of("GRANT SELECT, RELOAD ON *.* TO `u`@`%` REQUIRE X509 WITH GRANT OPTION"));

        assertThat(grants.globally("RELOAD")).isTrue();
        assertThat(grants.on("any", "SELECT")).isTrue();
        assertThat(grants.on("any", "INSERT")).isFalse();
    }

    @Test
    void readsThoseOfASchemaWithItsPatterns() {
        Grants grants = Grants.of(
                List.of("GRANT SELECT ON `shop\\_eu`.* TO `u`@`%`", "GRANT ALL PRIVILEGES ON `test%`.* TO `u`@`%`"));

        assertThat(grants.on("shop_eu", "SELECT")).isTrue();
        assertThat(grants.on("shop", "SELECT")).isFalse();
        assertThat(grants.on("test_1", "DROP")).isTrue();
        assertThat(grants.globally("SELECT")).isFalse();
    }

    @Test
    void takesColumnListsAsTheTable() {
        assertThat(Grants.of(List.of("GRANT SELECT (a, b), INSERT ON `shop`.`t` TO `u`@`%`"))
                        .on("shop", "INSERT"))
                .isTrue();
    }
}
