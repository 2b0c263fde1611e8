package io.dm4j.binlog;

import io.dm4j.row.Column;
import io.dm4j.row.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Cells of ENUM and SET, and the labels of their definitions. */
final class Labels {
    private Labels() {}

    static Cell enumeration(Column column, List<String> labels, int width) {
        return in -> {
            int index = (int) in.little(width);
            if (index > labels.size()) {
                throw beyond(labels);
            }
            return new Label(index == 0 ? "" : labels.get(index - 1));
        };
    }

    static Cell set(Column column, List<String> labels, int width) {
        return in -> {
            long mask = in.little(width);
            if (labels.size() < Long.SIZE && mask >>> labels.size() != 0) {
                throw beyond(labels);
            }
            return new Label(members(labels, mask));
        };
    }

    private static String members(List<String> labels, long mask) {
        StringJoiner text = new StringJoiner(",");
        for (int i = 0; i < labels.size(); i++) {
            if ((mask >>> i & 1) != 0) {
                text.add(labels.get(i));
            }
        }
        return text.toString();
    }

    private static Undecodable beyond(List<String> labels) {
        return new Undecodable(
                BinlogError.COLUMN_MISMATCH,
                "it has a value beyond the " + labels.size() + " labels of its definition");
    }

    /** The labels of {@code enum('a','it''s','x,y')}, as information_schema writes them. */
    static List<String> of(String columnType) {
        List<String> labels = new ArrayList<>();
        int place = columnType.indexOf('\'');
        while (place >= 0) {
            StringBuilder label = new StringBuilder();
            place = readLabel(columnType, place + 1, label);
            labels.add(label.toString());
            place = columnType.indexOf('\'', place);
        }
        return labels;
    }

    /** Reads up to the closing quote; a quote is written twice, a backslash and control characters with a backslash. */
    private static int readLabel(String text, int start, StringBuilder label) {
        int place = start;
        while (place < text.length()) {
            char c = text.charAt(place++);
            boolean more = place < text.length();
            if (c == '\\' && more) {
                label.append(escaped(text.charAt(place++)));
            } else if (c != '\'') {
                label.append(c);
            } else if (more && text.charAt(place) == '\'') {
                label.append(text.charAt(place++));
            } else {
                return place;
            }
        }
        return place;
    }

    private static char escaped(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'Z' -> '\u001a';
            default -> c;
        };
    }
}
