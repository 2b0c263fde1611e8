package io.dm4j.dmctl;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes a tree of maps, lists, texts, numbers and booleans as JSON: indented by four blanks as DM does, or on one line. */
final class JsonText {
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder();
    private final boolean lines;

    private JsonText(boolean lines) {
        this.lines = lines;
    }

    static String indented(Object tree) {
        return new JsonText(true).value(tree, "").text.toString();
    }

    static String oneLine(Object tree) {
        return new JsonText(false).value(tree, "").text.toString();
    }

    private JsonText value(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            object(map, indent);
        } else if (value instanceof List<?> list) {
            array(list, indent);
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            text.append(value);
        } else if (value instanceof Number number) {
            decimal(number.doubleValue());
        } else if (value == null) {
            text.append("null");
        } else {
            quoted(value.toString());
        }
        return this;
    }

    private void object(Map<?, ?> map, String indent) {
        text.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            newLine(indent + INDENT);
            quoted(entry.getKey().toString());
            text.append(lines ? ": " : ":");
            value(entry.getValue(), indent + INDENT);
            text.append(entries.hasNext() ? "," : "");
        }
        close(map.isEmpty(), indent, '}');
    }

    private void array(List<?> list, String indent) {
        text.append('[');
        Iterator<?> elements = list.iterator();
        while (elements.hasNext()) {
            newLine(indent + INDENT);
            value(elements.next(), indent + INDENT);
            text.append(elements.hasNext() ? "," : "");
        }
        close(list.isEmpty(), indent, ']');
    }

    private void close(boolean empty, String indent, char bracket) {
        if (!empty) {
            newLine(indent);
        }
        text.append(bracket);
    }

    private void newLine(String indent) {
        if (lines) {
            text.append('\n').append(indent);
        }
    }

    private void decimal(double number) {
        if (Double.isFinite(number)) {
            BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
            text.append(plain.toPlainString());
        } else {
            quoted(String.valueOf(number));
        }
    }

    private void quoted(String value) {
        text.append('"');
        value.chars().forEach(this::character);
        text.append('"');
    }

    private void character(int c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (c < 0x20) {
                    text.append(String.format("\\u%04x", c));
                } else {
                    text.append((char) c);
                }
            }
        }
    }
}
