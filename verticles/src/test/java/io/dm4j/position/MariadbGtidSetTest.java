package io.dm4j.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariadbGtidSetTest {

    @Test
    void keepsOneGtidPerDomain() {
        assertThat(MariadbGtidSet.parse("1-5-3, 0-5-14")).hasToString("0-5-14,1-5-3");
        assertThat(MariadbGtidSet.parse("0-5-14,0-6-15")).hasToString("0-6-15");
        assertThat(MariadbGtidSet.parse("")).isSameAs(MariadbGtidSet.EMPTY);
        assertThat(MariadbGtidSet.parse("4294967295-4294967295-18446744073709551615"))
                .hasToString("4294967295-4294967295-18446744073709551615");
    }

    @Test
    void containsBySequenceWithinTheDomain() {
        MariadbGtidSet set = MariadbGtidSet.parse("0-5-14,1-5-3");

        assertThat(set.contains(MariadbGtidSet.parse("0-9-14"))).isTrue();
        assertThat(set.contains(MariadbGtidSet.parse("0-5-15"))).isFalse();
        assertThat(set.contains(MariadbGtidSet.parse("2-5-1"))).isFalse();
        assertThat(set.contains(MariadbGtidSet.EMPTY)).isTrue();
        assertThat(MariadbGtidSet.parse("0-1-18446744073709551615").contains(set.plus("0-5-15")))
                .isFalse();
        assertThat(MariadbGtidSet.parse("0-1-18446744073709551615").contains(MariadbGtidSet.parse("0-5-15")))
                .isTrue();
    }

    @Test
    void movesOn() {
        MariadbGtidSet set = MariadbGtidSet.parse("0-5-14");

        assertThat(set.plus("0-7-15")).hasToString("0-7-15");
        assertThat(set.plus(3, 5, 1)).hasToString("0-5-14,3-5-1");
        assertThat(set).hasToString("0-5-14");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-5", "x-1-2", "0-5-14-3", "4294967296-1-1", "0-4294967296-1", "0-1-18446744073709551616"})
    void refusesWhatIsNoGtid(String text) {
        assertThatThrownBy(() -> MariadbGtidSet.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
