package io.dm4j.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.row.JsonText;
import io.dm4j.row.Label;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class LiteralsTest {
    @Test
    void escapesWhatEndsATextAndNothingElse() {
        assertThat(Literals.of("it's \\ a\0b \n \"日本\" 😀")).isEqualTo("'it\\'s \\\\ a\\0b \n \"日本\" 😀'");
    }

    @Test
    void writesBytesAsHex() {
        assertThat(Literals.of(new byte[] {0, (byte) 0xff, 0x27})).isEqualTo("X'00ff27'");
        assertThat(Literals.of(new byte[0])).isEqualTo("X''");
    }

    @Test
    void writesFloatingNumbersAsDoublesWithTheirSign() {
        assertThat(Literals.of(-0.0d)).isEqualTo("-0.0E0");
        assertThat(Literals.of(1.1f)).isEqualTo("1.100000023841858E0");
        assertThat(Literals.of(1.0E300)).isEqualTo("1.0E300");
    }

    @Test
    void writesExactNumbersInFull() {
        assertThat(Literals.of(new BigInteger("18446744073709551615"))).isEqualTo("18446744073709551615");
        assertThat(Literals.of(new BigDecimal("1E-30"))).isEqualTo("0.000000000000000000000000000001");
        assertThat(Literals.of(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    }

    @Test
    void writesLabelsAndDocumentsAsText() {
        assertThat(Literals.of(new Label("a'b"))).isEqualTo("'a\\'b'");
        assertThat(Literals.of(new JsonText("{\"a\": \"\\\"\"}"))).isEqualTo("'{\"a\": \"\\\\\"\"}'");
        assertThat(Literals.of(null)).isEqualTo("NULL");
    }

    @Test
    void refusesWhatIsNoValueOfARow() {
        assertThatThrownBy(() -> Literals.of(new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNoMoreRoomForALargeValueThanItNeeds() {
        StringBuilder sql = new StringBuilder(256).append("UPDATE t SET b=");

        Literals.append(sql, new byte[1 << 20]);
        sql.append(",note='changed' WHERE id=1");

        assertThat(sql.capacity()).isLessThan((2 << 20) + 5000);
    }
}
