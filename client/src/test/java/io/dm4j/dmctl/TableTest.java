package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsByWhatATerminalShows() {
        Table table =
                Table.of("NAME", "STATE").row(Cell.of("日本"), Cell.of("ok")).row(Cell.of("abc"), Cell.of("gone"));

        assertThat(table.lines(0, false)).containsExactly("NAME  STATE", "日本  ok", "abc   gone");
    }

    @Test
    void paintsWithoutShiftingColumns() {
        Table table = Table.of("A", "B").row(new Cell("x", Ink.GOOD), Cell.of("y"));

        assertThat(table.lines(0, true).get(1)).isEqualTo("\033[32mx\033[0m  y");
    }

    @Test
    void cutsTheLastColumnOnANarrowTerminal() {
        Table table = Table.of("A", "TEXT").row(Cell.of("x"), Cell.of("0123456789abcdef"));

        assertThat(table.lines(13, false)).containsExactly("A  TEXT", "x  012345678…");
    }
}
