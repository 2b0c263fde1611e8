package io.dm4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "shop, shop, true",
                "shop, shops, false",
                "shop, Shop, true",
                "shop*, shop, true",
                "shop*, shop_01, true",
                "shop*, ashop, false",
                "*, anything, true",
                "shop_?, shop_1, true",
                "shop_?, shop_, false",
                "shop_?, shop_12, false",
                "t[a-c], tb, true",
                "t[a-c], td, false",
                "t[!a-c], td, true",
                "t[!a-c], ta, false",
                "t[0-9]*, t7x, true",
                "t[0-9]*, tx, false",
                "a.b, axb, false",
                "a.b, a.b, true",
                "a+b, aab, false",
                "~^shop_\\d+$, shop_12, true",
                "~^shop_\\d+$, shop_x, false",
                "~hop, my_SHOP_1, true",
                "日本*, 日本語, true",
                "?, 日, true"
            })
    void matchesWithoutCase(String pattern, String name, boolean matches) {
        assertThat(NamePattern.of(pattern, CaseRule.INSENSITIVE).matches(name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"Shop, Shop, true", "Shop, shop, false", "S[a-c]*, sa, false", "~^S, shop, false", "~^S, Shop, true"})
    void matchesWithCase(String pattern, String name, boolean matches) {
        assertThat(NamePattern.of(pattern, CaseRule.SENSITIVE).matches(name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*shop", "a*b", "t[", "t[]", "t[!]", "~(", "~a(?=b)"})
    void refusesAndNamesThePattern(String pattern) {
        assertThatThrownBy(() -> NamePattern.of(pattern, CaseRule.SENSITIVE))
                .isInstanceOf(DmException.class)
                .hasMessageContaining("'" + pattern + "'")
                .hasMessageContaining("code=20560");
    }
}
