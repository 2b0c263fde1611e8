package io.dm4j.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a configuration text, whatever its language; not typed before a {@link Section} asks for it. */
sealed interface Node {

    /** Of the key, for a value that has one. */
    Place place();

    /** True for null, an empty text, an empty list and an empty block: all of them ask for nothing. */
    boolean isEmpty();

    /** The kind of thing it is, for messages; never the value, which may be a secret. */
    String kind();

    /** How a scalar was written. */
    enum Style {
        /** YAML without quotes, and flags: any type. */
        PLAIN,
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        OTHER
    }

    /** A single value, as it was written. */
    record Scalar(Place place, Style style, String text) implements Node {

        @Override
        public boolean isEmpty() {
            return text.isEmpty();
        }

        @Override
        public String kind() {
            return switch (style) {
                case PLAIN -> "\"" + text + "\"";
                case TEXT -> "the text \"" + text + "\"";
                default -> text;
            };
        }

        boolean is(Style other) {
            return style == other || style == Style.PLAIN;
        }
    }

    /** A list. */
    record Listing(Place place, List<Node> items) implements Node {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public boolean isEmpty() {
            return items.isEmpty();
        }

        @Override
        public String kind() {
            return "a list";
        }

        /** A list of texts, for flags that may be repeated. */
        static Listing ofTexts(Place place, List<String> texts) {
            List<Node> items = new ArrayList<>();
            texts.forEach(text -> items.add(new Scalar(place, Style.PLAIN, text)));
            return new Listing(place, items);
        }
    }

    /** Keys with values, in the text's order. */
    record Block(Place place, Map<String, Node> entries) implements Node {
        public Block {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public boolean isEmpty() {
            return entries.isEmpty();
        }

        @Override
        public String kind() {
            return "a block of keys";
        }

        /** This block with other values on top; theirs win. */
        Block under(Map<String, Node> winners) {
            Map<String, Node> merged = new LinkedHashMap<>(entries);
            merged.putAll(winners);
            return new Block(place, merged);
        }
    }
}
