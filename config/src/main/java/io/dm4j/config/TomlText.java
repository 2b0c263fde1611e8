package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.dm4j.config.Node.Listing;
import io.dm4j.config.Node.Scalar;
import io.dm4j.config.Node.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Turns TOML into nodes that know their lines. */
final class TomlText {
    private final String file;

    private TomlText(String file) {
        this.file = file;
    }

    /** ConfigException with every syntax error if the text is not TOML. */
    static Block parse(String file, String text) {
        TomlParseResult result = tree(file, text);
        Findings findings = new Findings(ConfigError.TOML_WRONG);
        result.errors().forEach(error -> findings.problem(place(file, error.position()), "", words(error)));
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

    private static String words(TomlParseError error) {
        return error.getMessage().lines().findFirst().orElse("syntax error");
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
