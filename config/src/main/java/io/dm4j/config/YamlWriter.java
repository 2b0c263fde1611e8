package io.dm4j.config;

import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Turns nested maps, lists, texts, numbers and flags into YAML as a person would write it; a text that looks like a number is quoted. */
public final class YamlWriter {
    private YamlWriter() {}

    /** In the order of the maps. */
    public static String write(Map<String, ?> tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(tree);
    }
}
