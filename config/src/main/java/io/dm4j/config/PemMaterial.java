package io.dm4j.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Puts the content of the PEM files that a source or task file names beside their paths, as {@code ssl-*-base64}: then
 * master and workers can use them where there is no such file. The paths stay, and win where they can be read. Blocks.
 */
public final class PemMaterial {
    private static final List<String> KEYS = List.of("ssl-ca", "ssl-cert", "ssl-key", "ssl-crl");

    private final String name;
    private final String text;
    private final Map<Node, Boolean> seen = new IdentityHashMap<>();
    private final Map<Integer, String> insertions = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private PemMaterial(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** The text with the content in it, and a note for each file that could not be read. */
    public static Parsed<String> into(String name, String yaml) {
        PemMaterial material = new PemMaterial(name, yaml);
        material.search(YamlText.compose(name, yaml));
        return new Parsed<>(material.inserted(), material.notes);
    }

    private void search(Node node) {
        if (seen.put(node, true) != null) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            KEYS.forEach(key -> carry(mapping, key));
            mapping.getValue().forEach(tuple -> search(tuple.getValueNode()));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::search);
        }
    }

    private void carry(MappingNode security, String key) {
        boolean given = tuple(security, key + "-base64").isPresent()
                || tuple(security, key + "-bytes").isPresent();
        if (!given) {
            tuple(security, key)
                    .filter(tuple -> tuple.getValueNode() instanceof ScalarNode)
                    .ifPresent(tuple -> carry(security, key, tuple));
        }
    }

    private void carry(MappingNode security, String key, NodeTuple tuple) {
        String path = ((ScalarNode) tuple.getValueNode()).getValue();
        try {
            String content = Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(path)));
            String pair = key + "-base64: \"" + content + "\"";
            String separator = security.getFlowStyle() == FlowStyle.FLOW
                    ? ", "
                    : "\n" + " ".repeat(tuple.getKeyNode().getStartMark().getColumn());
            insertions.put(tuple.getKeyNode().getStartMark().getIndex(), pair + separator);
        } catch (IOException | InvalidPathException e) {
            int line = tuple.getKeyNode().getStartMark().getLine() + 1;
            notes.add(new Place(name, line) + ": " + key + ": cannot be read here, only the path is sent: " + e);
        }
    }

    /** A key with a text that is not empty, or any list. */
    private static Optional<NodeTuple> tuple(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .filter(tuple -> tuple.getValueNode() instanceof ScalarNode scalar
                        ? !scalar.getValue().isEmpty()
                        : tuple.getValueNode() instanceof SequenceNode list
                                && !list.getValue().isEmpty())
                .findFirst();
    }

    /** Marks count code points. */
    private String inserted() {
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (Map.Entry<Integer, String> insertion : insertions.entrySet()) {
            int at = text.offsetByCodePoints(0, insertion.getKey());
            result.append(text, done, at).append(insertion.getValue());
            done = at;
        }
        return result.append(text, done, text.length()).toString();
    }
}
