package io.dm4j.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a worker is, {@code labels}, or what a source wants of the worker that serves it, {@code placement}: values by name. */
public record Labels(Map<String, String> byName) {
    public static final Labels NONE = new Labels(Map.of());
    private static final String FORM = "[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?";

    public Labels {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /** The labels under a key; a name or value that is none is a finding. */
    static Labels read(Section section, String key) {
        Section block = section.section(key);
        Map<String, String> labels = new TreeMap<>();
        for (String name : block.keys()) {
            String value = block.text(name);
            if (!name.matches(FORM) || !value.matches(FORM)) {
                block.problem(
                        ConfigError.VALUE_WRONG,
                        name,
                        "is no label: name and value are texts of up to 63 letters, digits, `.`, `_`, `/` and `-`");
            }
            labels.put(name, value);
        }
        return new Labels(labels);
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** True if each that is wanted is here with the same value. */
    public boolean include(Labels wanted) {
        return byName.entrySet().containsAll(wanted.byName.entrySet());
    }

    /** As {@code disk=ssd, zone=a}. */
    @Override
    public String toString() {
        return byName.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
    }
}
