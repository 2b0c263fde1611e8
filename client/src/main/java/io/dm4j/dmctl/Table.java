package io.dm4j.dmctl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows under heads, two blanks between columns; the last column gives way when the terminal is narrow. */
final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<Cell> heads;
    private final List<List<Cell>> rows = new ArrayList<>();

    private Table(List<Cell> heads) {
        this.heads = heads;
    }

    static Table of(String... heads) {
        return new Table(Stream.of(heads).map(head -> new Cell(head, Ink.HEAD)).toList());
    }

    Table row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, without trailing blanks. */
    List<String> lines(int terminalWidth, boolean colour) {
        int[] widths = widths(terminalWidth);
        return Stream.concat(Stream.of(heads), rows.stream())
                .map(row -> line(row, widths, colour))
                .toList();
    }

    private int[] widths(int terminalWidth) {
        int[] widths = IntStream.range(0, heads.size()).map(this::width).toArray();
        int all = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
        int last = widths.length - 1;
        if (terminalWidth > 0 && all > terminalWidth) {
            widths[last] = Math.max(NARROWEST, widths[last] - (all - terminalWidth));
        }
        return widths;
    }

    private int width(int column) {
        return Stream.concat(Stream.of(heads), rows.stream())
                .mapToInt(row -> row.get(column).width())
                .max()
                .orElse(0);
    }

    private static String line(List<Cell> row, int[] widths, boolean colour) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> padded(row.get(column).cut(widths[column]), widths[column], colour))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private static String padded(Cell cell, int width, boolean colour) {
        return cell.ink().on(cell.text(), colour) + " ".repeat(width - cell.width());
    }
}
