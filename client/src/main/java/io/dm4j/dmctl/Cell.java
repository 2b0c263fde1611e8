package io.dm4j.dmctl;

/** One value of a table. */
record Cell(String text, Ink ink) {

    static Cell of(String text) {
        return new Cell(text, Ink.PLAIN);
    }

    static Cell verdict(boolean result) {
        return result ? new Cell("ok", Ink.GOOD) : new Cell("failed", Ink.BAD);
    }

    /** A value that may be missing. */
    static Cell orDash(String text) {
        return text.isEmpty() ? new Cell("-", Ink.FAINT) : of(text);
    }

    /** Columns it takes: an ideograph and an emoji take two. */
    int width() {
        return text.codePoints().map(Cell::width).sum();
    }

    /** Not wider than so many columns. */
    Cell cut(int columns) {
        if (width() <= columns) {
            return this;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int point : text.codePoints().toArray()) {
            used += width(point);
            if (used > columns) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return new Cell(kept.append('…').toString(), ink);
    }

    private static int width(int point) {
        boolean combines = Character.getType(point) == Character.NON_SPACING_MARK;
        boolean wide = point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
        return combines ? 0 : wide ? 2 : 1;
    }
}
