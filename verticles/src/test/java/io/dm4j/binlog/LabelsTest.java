package io.dm4j.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.row.Column;
import io.dm4j.row.Label;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final Column COLUMN = new Column("c", "enum", "enum('a','b')", "", "", true, false);

    @Test
    void readsQuotesCommasAndBackslashes() {
        assertThat(Labels.of("enum('a','it''s','x,y','','(''b'')','back\\\\slash','n\\nl')"))
                .containsExactly("a", "it's", "x,y", "", "('b')", "back\\slash", "n\nl");
        assertThat(Labels.of("set('one')")).containsExactly("one");
    }

    @Test
    void indexZeroIsTheErrorValue() {
        Cell cell = Labels.enumeration(COLUMN, List.of("a", "b"), 1);

        assertThat(cell.read(new Bytes(new byte[] {0}))).isEqualTo(new Label(""));
        assertThat(cell.read(new Bytes(new byte[] {2}))).isEqualTo(new Label("b"));
        assertThatThrownBy(() -> cell.read(new Bytes(new byte[] {3}))).hasMessageContaining("beyond the 2 labels");
    }

    @Test
    void aSetMayHaveSixtyFourMembers() {
        List<String> labels = java.util.stream.IntStream.rangeClosed(1, 64)
                .mapToObj(i -> "m" + i)
                .toList();
        Cell cell = Labels.set(COLUMN, labels, 8);

        assertThat(cell.read(new Bytes(new byte[] {1, 0, 0, 0, 0, 0, 0, (byte) 0x80})))
                .isEqualTo(new Label("m1,m64"));
        assertThat(cell.read(new Bytes(new byte[8]))).isEqualTo(new Label(""));
    }

    @Test
    void refusesMembersThatTheDefinitionLacks() {
        Cell cell = Labels.set(COLUMN, List.of("a", "b"), 1);

        assertThatThrownBy(() -> cell.read(new Bytes(new byte[] {4}))).hasMessageContaining("beyond");
    }
}
