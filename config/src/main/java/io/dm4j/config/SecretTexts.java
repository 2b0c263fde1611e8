package io.dm4j.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Replaces passwords and key material in a YAML text by {@value #MASK}; all else stays as the operator wrote it. */
final class SecretMask {
    private static final String MASK = "******";
    private static final Pattern SECRET_KEYS = Pattern.compile("(?i)password|ssl-\\w+-(bytes|base64)");

    private final String text;
    private final Map<Node, Boolean> secrets = new IdentityHashMap<>();
    private final Map<Node, Boolean> seen = new IdentityHashMap<>();

    private SecretMask(String text) {
        this.text = text;
    }

    static String over(String name, String yaml) {
        SecretMask mask = new SecretMask(yaml);
        mask.search(YamlText.compose(name, yaml));
        return mask.masked();
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
                && SECRET_KEYS.matcher(key.getValue()).matches();
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

    private String masked() {
        List<Node> scalars = new ArrayList<>();
        secrets.keySet().stream().filter(ScalarNode.class::isInstance).forEach(scalars::add);
        scalars.sort(Comparator.comparingInt((Node node) -> node.getStartMark().getIndex())
                .reversed());
        StringBuilder masked = new StringBuilder(text);
        scalars.forEach(scalar -> mask(masked, scalar));
        return masked.toString();
    }

    /** From behind, so that the places of those before stay right. Marks count code points. */
    private void mask(StringBuilder masked, Node scalar) {
        int start = text.offsetByCodePoints(0, scalar.getStartMark().getIndex());
        int end = text.offsetByCodePoints(0, scalar.getEndMark().getIndex());
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            String anchor = scalar.getAnchor() == null ? "" : "&" + scalar.getAnchor() + " ";
            masked.replace(start, end, anchor + '"' + MASK + '"');
        }
    }
}
