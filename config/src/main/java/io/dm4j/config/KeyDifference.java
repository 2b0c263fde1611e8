package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.dm4j.config.Node.Listing;
import io.dm4j.config.Node.Scalar;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Which keys of two versions of a text differ in their values; where they stand and how they are written does not matter. */
final class KeyDifference {
    private final Set<String> keys = new TreeSet<>();

    private KeyDifference() {}

    /** Paths of keys, such as {@code experimental.openapi}. */
    static Set<String> between(Block one, Block other) {
        KeyDifference difference = new KeyDifference();
        difference.compare("", one, other);
        return difference.keys;
    }

    private void compare(String path, Node one, Node other) {
        if (one instanceof Block first && other instanceof Block second) {
            Set<String> all = new LinkedHashSet<>(first.entries().keySet());
            all.addAll(second.entries().keySet());
            all.forEach(key -> compare(
                    path.isEmpty() ? key : path + "." + key,
                    first.entries().get(key),
                    second.entries().get(key)));
        } else if (!value(one).equals(value(other))) {
            keys.add(path);
        }
    }

    /** Absent and empty ask for the same. */
    private static String value(Node node) {
        if (node == null || node.isEmpty()) {
            return "";
        }
        if (node instanceof Scalar scalar) {
            return scalar.style() + ":" + scalar.text();
        }
        StringBuilder text = new StringBuilder();
        if (node instanceof Listing list) {
            list.items().forEach(item -> text.append('[').append(value(item)).append(']'));
        } else if (node instanceof Block block) {
            block.entries()
                    .forEach((key, item) ->
                            text.append('{').append(key).append(value(item)).append('}'));
        }
        return text.toString();
    }
}
