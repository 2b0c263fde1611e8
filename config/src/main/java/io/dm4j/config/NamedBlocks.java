package io.dm4j.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The blocks of a task that instances refer to by name: {@code routes}, {@code syncers} and so on. */
final class NamedBlocks<T> {
    private final Section task;
    private final String key;
    private final Map<String, Section> sections;
    private final Map<String, T> values = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    NamedBlocks(Section task, String key, BiFunction<String, Section, T> reader) {
        this.task = task;
        this.key = key;
        this.sections = task.named(key);
        sections.forEach((name, section) -> values.put(name, reader.apply(name, section)));
    }

    /** The blocks that an instance lists; unknown and doubled names are problems of the instance. */
    List<T> takeAll(Section instance, String reference, ConfigError unknown) {
        List<T> taken = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : instance.texts(reference)) {
            if (!seen.add(name)) {
                instance.problem(ConfigError.RULE_NAMED_TWICE, reference, "names " + name + " twice");
            } else {
                take(instance, reference, name, unknown).ifPresent(taken::add);
            }
        }
        return taken;
    }

    /** The block that an instance names, if it names one. */
    Optional<T> take(Section instance, String reference, ConfigError unknown) {
        String name = instance.text(reference);
        return name.isEmpty() ? Optional.empty() : take(instance, reference, name, unknown);
    }

    private Optional<T> take(Section instance, String reference, String name, ConfigError unknown) {
        used.add(name);
        if (!values.containsKey(name)) {
            String hint = NearestWord.hint(name, values.keySet());
            instance.problem(unknown, reference, key + " has no block named " + name + hint);
        }
        return Optional.ofNullable(values.get(name));
    }

    void reportUnused() {
        sections.forEach((name, section) -> {
            if (!used.contains(name)) {
                section.problem(ConfigError.BLOCK_UNUSED, "", "no entry of mysql-instances refers to this block");
            }
        });
    }

    /** The whole map asks for something that is not there. */
    void refuse(String what) {
        if (!values.isEmpty()) {
            task.notSupported(key, what);
        }
    }
}
