package io.dm4j.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.Flavor;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MysqlGtidSetTest {
    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String B = "4e11fa47-71ca-11e1-9e33-c80aa9429562";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1-5            | 1-5",
                "1              | 1",
                "1-5:6          | 1-6",
                "1-5:7          | 1-5:7",
                "7:1-5          | 1-5:7",
                "1-3:2-9        | 1-9",
                "5:4:3:2:1      | 1-5",
                "1-2:4-5:3      | 1-5",
                "2-4:8-9:1-20   | 1-20",
                "9223372036854775806 | 9223372036854775806",
            })
    void writesRunsInTheServersForm(String given, String expected) {
        MysqlGtidSet set = MysqlGtidSet.parse(A + ":" + given);

        assertThat(set).hasToString(A + ":" + expected);
        assertThat(MysqlGtidSet.parse(set.toString())).isEqualTo(set);
    }

    @Test
    void takesWhatServersPrint() {
        MysqlGtidSet set = MysqlGtidSet.parse(B.toUpperCase() + ":9,\n" + A + " : 1 - 5:7");

        assertThat(set).hasToString(A + ":1-5:7," + B + ":9");
        assertThat(MysqlGtidSet.parse("")).isSameAs(MysqlGtidSet.EMPTY);
        assertThat(MysqlGtidSet.parse(A.replace("-", "") + ":1")).hasToString(A + ":1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1-5     | 2-3   | true",
                "1-5     | 1-6   | false",
                "1-5:7   | 6     | false",
                "1-5:7   | 5:7   | true",
                "1-5:7-9 | 4-8   | false",
                "3       | 3     | true",
            })
    void containsExactly(String set, String other, boolean expected) {
        assertThat(MysqlGtidSet.parse(A + ":" + set).contains(MysqlGtidSet.parse(A + ":" + other)))
                .isEqualTo(expected);
    }

    @Test
    void doesNotContainAnotherServersTransactions() {
        MysqlGtidSet set = MysqlGtidSet.parse(A + ":1-100");

        assertThat(set.contains(MysqlGtidSet.parse(B + ":1"))).isFalse();
        assertThat(set.contains(MysqlGtidSet.EMPTY)).isTrue();
        assertThat(set.contains(NoGtids.NONE)).isTrue();
        assertThat(set.contains(MariadbGtidSet.parse("0-1-1"))).isFalse();
    }

    @Test
    void addsOneAndLeavesTheOldSetAlone() {
        MysqlGtidSet set = MysqlGtidSet.parse(A + ":1-5:7");

        assertThat(set.plus(A + ":6")).hasToString(A + ":1-7");
        assertThat(set.plus(B, 3)).hasToString(A + ":1-5:7," + B + ":3");
        assertThat(set).hasToString(A + ":1-5:7");
    }

    @Test
    void behavesAsASetOfNumbers() {
        long seed = 20240501;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            BitSet model = new BitSet();
            MysqlGtidSet set = MysqlGtidSet.EMPTY;
            for (int i = 0; i < 40; i++) {
                int first = 1 + random.nextInt(60);
                int last = first + random.nextInt(4);
                model.set(first, last + 1);
                set = set.plus(A + ":" + first + "-" + last);
            }
            for (int n = 1; n < 70; n++) {
                assertThat(set.contains(MysqlGtidSet.parse(A + ":" + n)))
                        .as("seed %d, %d in %s", seed, n, set)
                        .isEqualTo(model.get(n));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1-5,UUID", "3e11fa47-71ca-11e1-9e33-c80aa9429562,no transaction numbers"})
    void refusesWhatIsNoSet(String text, String words) {
        assertThatThrownBy(() -> MysqlGtidSet.parse(text)).hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"0,impossible", "5-4,impossible", "1-x,number", "'',number", "9223372036854775807,impossible"})
    void refusesImpossibleRanges(String run, String words) {
        assertThatThrownBy(() -> MysqlGtidSet.parse(A + ":" + run)).hasMessageContaining(words);
    }

    @Test
    void refusesTagsByName() {
        assertThatThrownBy(() -> MysqlGtidSet.parse(A + ":1-3:blue:1-5"))
                .hasMessageContaining("tag blue")
                .hasMessageContaining("not supported yet");
    }

    @Test
    void isReadByFlavorOrByItsLook() {
        assertThat(GtidSet.parse(Flavor.MYSQL, "")).isEqualTo(MysqlGtidSet.EMPTY);
        assertThat(GtidSet.parse(Flavor.MARIADB, "")).isEqualTo(MariadbGtidSet.EMPTY);
        assertThat(GtidSet.parse(Flavor.DETECT, " ")).isEqualTo(NoGtids.NONE);
        assertThat(GtidSet.parse(Flavor.DETECT, A + ":1")).isInstanceOf(MysqlGtidSet.class);
        assertThat(GtidSet.parse(Flavor.DETECT, "0-5-14")).isInstanceOf(MariadbGtidSet.class);
    }
}
