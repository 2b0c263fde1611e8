package io.dm4j.config;

import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Replaces passwords and key material in a YAML text; all else stays as the operator wrote it. */
public final class SecretTexts {
    private static final Pattern SECRET_KEYS = Pattern.compile("(?i)password|ssl-\\w+-(bytes|base64)");
    private static final Pattern PASSWORD_KEYS = Pattern.compile("(?i)password");

    private final String text;
    private final Pattern keys;
    private final UnaryOperator<String> instead;
    private final Map<Node, Boolean> secrets = new IdentityHashMap<>();
    private final Map<Node, Boolean> seen = new IdentityHashMap<>();

    private SecretTexts(String text, Pattern keys, UnaryOperator<String> instead) {
        this.text = text;
        this.keys = keys;
        this.instead = instead;
    }

    /** {@value Secret#HIDDEN} for each; ConfigException, which names the text as {@code name}, if it is not YAML. */
    static String masked(String name, String yaml) {
        return new SecretTexts(yaml, SECRET_KEYS, secret -> Secret.HIDDEN).replaced(name);
    }

    /** Each password exchanged for what {@code read} makes of it; ConfigException if the text is not YAML. */
    public static String withPasswords(String name, String yaml, UnaryOperator<String> read) {
        return new SecretTexts(yaml, PASSWORD_KEYS, read).replaced(name);
    }

    private String replaced(String name) {
        search(YamlText.compose(name, text));
        return replaced();
    }

    private void search(Node node) {
        if (seen.put(node, true) != null) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::search);
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::search);
        }
    }

    private void search(NodeTuple tuple) {
        boolean secret = tuple.getKeyNode() instanceof ScalarNode key
                && keys.matcher(key.getValue()).matches();
        if (secret) {
            leaves(tuple.getValueNode());
        } else {
            search(tuple.getValueNode());
        }
    }

    /** What stands under a secret's key is secret down to the last number of a list of bytes. */
    private void leaves(Node node) {
        if (secrets.put(node, true) != null) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> leaves(tuple.getValueNode()));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::leaves);
        }
    }

    private String replaced() {
        List<Node> scalars = new ArrayList<>();
        secrets.keySet().stream().filter(ScalarNode.class::isInstance).forEach(scalars::add);
        scalars.sort(Comparator.comparingInt((Node node) -> node.getStartMark().getIndex())
                .reversed());
        StringBuilder result = new StringBuilder(text);
        scalars.forEach(scalar -> replace(result, (ScalarNode) scalar));
        return result.toString();
    }

    /** From behind, so that the places of those before stay right. Marks count code points. */
    private void replace(StringBuilder result, ScalarNode scalar) {
        int start = text.offsetByCodePoints(0, scalar.getStartMark().getIndex());
        int end = text.offsetByCodePoints(0, scalar.getEndMark().getIndex());
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        String now = instead.apply(scalar.getValue());
        if (end > start && !now.equals(scalar.getValue())) {
            String anchor = scalar.getAnchor() == null ? "" : "&" + scalar.getAnchor() + " ";
            result.replace(start, end, anchor + Json.encode(now));
        }
    }
}
