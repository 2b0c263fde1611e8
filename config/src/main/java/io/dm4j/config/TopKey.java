package io.dm4j.config;

import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Gives one key at the top of a YAML text another value; all else stays as the operator wrote it. */
final class TopKey {
    private final String text;
    private final MappingNode top;
    private final String key;

    private TopKey(String text, MappingNode top, String key) {
        this.text = text;
        this.top = top;
        this.key = key;
    }

    /** Of a text that has keys; the caller reads the result again, as an anchor may have been in the way. */
    static String set(String name, String text, String key, String value) {
        return new TopKey(text, (MappingNode) YamlText.compose(name, text), key).set(value);
    }

    private String set(String value) {
        return there().map(old -> replaced(old, value)).orElseGet(() -> added(value));
    }

    private Optional<Node> there() {
        return top.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private String replaced(Node old, String value) {
        int end = index(old.getEndMark().getIndex());
        return text.substring(0, index(old.getStartMark().getIndex())) + value + text.substring(end);
    }

    /** Before the first of the keys, on a line of its own where the keys have theirs. */
    private String added(String value) {
        NodeTuple first = top.getValue().get(0);
        int at = index(first.getKeyNode().getStartMark().getIndex());
        String indent = " ".repeat(first.getKeyNode().getStartMark().getColumn());
        String behind = top.getFlowStyle() == FlowStyle.FLOW ? ", " : "\n" + indent;
        return text.substring(0, at) + key + ": " + value + behind + text.substring(at);
    }

    /** Marks count code points. */
    private int index(int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }
}
