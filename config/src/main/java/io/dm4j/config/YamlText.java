package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.dm4j.config.Node.Listing;
import io.dm4j.config.Node.Scalar;
import io.dm4j.config.Node.Style;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML into nodes that know their lines. Scalars stay text, no tag makes an object, duplicate keys are refused,
 * anchors and merge keys work; what aliases may blow the text up to is bounded.
 */
final class YamlText {
    private static final int DEEPEST = 50;
    private static final int MOST_NODES = 100_000;
    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ, Tag.MERGE);

    private final String file;
    private final Findings findings = new Findings(ConfigError.YAML_WRONG);
    private int nodes;

    private YamlText(String file) {
        this.file = file;
    }

    /** ConfigException if the text is not one YAML document with keys. */
    static Block parse(String file, String text) {
        YamlText reader = new YamlText(file);
        Node root = reader.node(compose(file, text), Place.of(file), 0);
        if (!(root instanceof Block)) {
            reader.findings.problem(root.place(), "", "expected keys with values");
        }
        reader.findings.throwIfAny();
        return (Block) root;
    }

    /** The library's own tree, for those who need the place of every character. */
    static org.yaml.snakeyaml.nodes.Node compose(String file, String text) {
        if (text.length() > TextFile.LARGEST) {
            throw refusal(file, 0, "is longer than a configuration can be: " + text.length() + " characters");
        }
        try {
            org.yaml.snakeyaml.nodes.Node root = new Yaml(options()).compose(new StringReader(text));
            return root == null || root.getTag().equals(Tag.NULL) ? emptyMapping() : root;
        } catch (MarkedYAMLException e) {
            // not e.getMessage(): that quotes the text around, which may be a password
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw refusal(file, line, "is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw refusal(file, 0, "is not YAML: " + e.getClass().getSimpleName());
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(1_000);
        return options;
    }

    private static org.yaml.snakeyaml.nodes.Node emptyMapping() {
        Mark start = new Mark("", 0, 0, 0, new int[0], 0);
        return new MappingNode(
                Tag.MAP, true, List.of(), start, start, org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK);
    }

    private Node node(org.yaml.snakeyaml.nodes.Node yaml, Place place, int depth) {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw refusal(file, place.line(), "holds more than a configuration can: are its anchors circular?");
        }
        if (!PLAIN_TAGS.contains(yaml.getTag())) {
            findings.problem(place, "", "the tag " + yaml.getTag().getValue() + " means nothing here");
        }
        if (yaml instanceof MappingNode mapping) {
            return block(mapping, place, depth);
        }
        if (yaml instanceof SequenceNode sequence) {
            return list(sequence, place, depth);
        }
        return scalar((ScalarNode) yaml, place);
    }

    private Block block(MappingNode mapping, Place place, int depth) {
        Map<String, Node> entries = new LinkedHashMap<>();
        Map<String, Node> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place keyPlace = place(tuple.getKeyNode().getStartMark());
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), merged, depth);
            } else if (tuple.getKeyNode() instanceof ScalarNode key) {
                put(entries, key.getValue(), node(tuple.getValueNode(), keyPlace, depth + 1));
            } else {
                findings.problem(keyPlace, "", "a key must be a text");
            }
        }
        entries.forEach(merged::put);
        return new Block(place, merged);
    }

    private void put(Map<String, Node> entries, String key, Node value) {
        Node before = entries.putIfAbsent(key, value);
        if (before != null) {
            findings.problem(
                    value.place(),
                    key,
                    "is there twice, first in line " + before.place().line());
        }
    }

    /** {@code <<: *defaults}, or a list of such: the first to name a key wins, the block's own keys win over all. */
    private void merge(org.yaml.snakeyaml.nodes.Node value, Map<String, Node> merged, int depth) {
        Node from = node(value, place(value.getStartMark()), depth + 1);
        if (from instanceof Block block) {
            block.entries().forEach(merged::putIfAbsent);
        } else if (from instanceof Listing list && list.items().stream().allMatch(Block.class::isInstance)) {
            list.items().forEach(item -> ((Block) item).entries().forEach(merged::putIfAbsent));
        } else {
            findings.problem(from.place(), "<<", "expected a block of keys, or a list of them, to merge");
        }
    }

    private Listing list(SequenceNode sequence, Place place, int depth) {
        List<Node> items = new ArrayList<>();
        for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
            items.add(node(item, place(item.getStartMark()), depth + 1));
        }
        return new Listing(place, items);
    }

    private static Scalar scalar(ScalarNode yaml, Place place) {
        if (yaml.getTag().equals(Tag.NULL)) {
            return new Scalar(place, Style.PLAIN, "");
        }
        boolean plain = yaml.getScalarStyle() == ScalarStyle.PLAIN;
        return new Scalar(place, plain ? Style.PLAIN : Style.TEXT, yaml.getValue());
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1);
    }

    private static ConfigException refusal(String file, int line, String message) {
        return new ConfigException(List.of(new Problem(ConfigError.YAML_WRONG, file, line, "", message)));
    }
}
