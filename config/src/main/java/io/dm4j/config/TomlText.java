package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.dm4j.config.Node.Listing;
import io.dm4j.config.Node.Scalar;
import io.dm4j.config.Node.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Turns TOML into nodes that know their lines. */
final class TomlText {
    private static final Pattern SECRET = Pattern.compile("(?i)ssl-\\w+-(bytes|base64)|-----BEGIN|[A-Za-z0-9+/=]{40}");

    private final String file;

    private TomlText(String file) {
        this.file = file;
    }

    /** ConfigException with every syntax error if the text is not TOML. */
    static Block parse(String file, String text) {
        TomlParseResult result = tree(file, text);
        Findings findings = new Findings(ConfigError.TOML_WRONG);
        result.errors().forEach(error -> findings.problem(place(file, error.position()), "", words(error, text)));
        findings.throwIfAny();
        return new TomlText(file).block(result, Place.of(file));
    }

    private static TomlParseResult tree(String file, String text) {
        try {
            return Toml.parse(text);
        } catch (StackOverflowError e) {
            // the library descends by recursion and has no limit of its own
            throw new ConfigException(
                    List.of(new Problem(ConfigError.TOML_WRONG, file, 0, "", "nested too deeply to be read")));
        }
    }

    /** The library quotes what it stumbled over; key material must not be quoted. */
    private static String words(TomlParseError error, String text) {
        int line = error.position() == null ? 0 : error.position().line();
        boolean secret = text.lines().skip(Math.max(0, line - 1)).limit(1).anyMatch(SECRET.asPredicate());
        return secret ? "syntax error" : error.getMessage().lines().findFirst().orElse("syntax error");
    }

    private Block block(TomlTable table, Place place) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            List<String> path = List.of(key);
            entries.put(key, node(table.get(path), place(file, table.inputPositionOf(path))));
        }
        return new Block(place, entries);
    }

    private Listing list(TomlArray array, Place place) {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            items.add(node(array.get(i), place(file, array.inputPositionOf(i))));
        }
        return new Listing(place, items);
    }

    private Node node(Object value, Place place) {
        if (value instanceof TomlTable table) {
            return block(table, place);
        }
        if (value instanceof TomlArray array) {
            return list(array, place);
        }
        return new Scalar(place, style(value), value.toString());
    }

    private static Style style(Object value) {
        if (value instanceof String) {
            return Style.TEXT;
        }
        if (value instanceof Long) {
            return Style.INTEGER;
        }
        if (value instanceof Double) {
            return Style.DECIMAL;
        }
        return value instanceof Boolean ? Style.BOOLEAN : Style.OTHER;
    }

    private static Place place(String file, TomlPosition position) {
        return new Place(file, position == null ? 0 : position.line());
    }
}
