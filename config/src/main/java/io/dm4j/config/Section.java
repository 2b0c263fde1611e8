package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.dm4j.config.Node.Listing;
import io.dm4j.config.Node.Scalar;
import io.dm4j.config.Node.Style;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Typed reading of one block. A key becomes known by being asked for; {@link #finish()} comes last and reports the others.
 * A value that cannot be read is a finding, and the fallback is returned so that reading goes on. Null and "" count as
 * absent.
 */
final class Section {
    private final Findings findings;
    private final Place place;
    private final String path;
    private final Map<String, Node> entries;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Findings findings, String path, Block block) {
        this.findings = findings;
        this.place = block.place();
        this.path = path;
        this.entries = block.entries();
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    String text(String key, String fallback) {
        return scalar(key, fallback, "a text", scalar -> text(scalar));
    }

    String text(String key) {
        return text(key, "");
    }

    /** A text that must never be shown, so neither is what stands there instead. */
    Secret secret(String key) {
        Optional<Node> node = node(key);
        Optional<String> text = node.flatMap(one -> one instanceof Scalar scalar ? text(scalar) : Optional.empty());
        if (node.isPresent() && text.isEmpty()) {
            problem(key, "expected a text (in quotes if the file's language wants them)");
        }
        return Secret.of(text.orElse(""));
    }

    boolean flag(String key, boolean fallback) {
        return scalar(key, fallback, "true or false", Section::bool);
    }

    int number(String key, int fallback, int min, int max) {
        return (int) number(key, (long) fallback, min, max);
    }

    long number(String key, long fallback, long min, long max) {
        String expected = "a whole number from " + min + " to " + max;
        return scalar(key, fallback, expected, scalar -> whole(scalar).filter(n -> n >= min && n <= max));
    }

    Duration duration(String key, Duration fallback) {
        return scalar(key, fallback, "a duration such as 30s or 1m30s", scalar -> text(scalar)
                .flatMap(GoDuration::parse));
    }

    /** One of an enum's constants, by the text that its {@code toString} gives. */
    <E extends Enum<E>> E choice(ConfigError code, String key, E fallback, Class<E> type) {
        return choice(code, key, fallback, Arrays.asList(type.getEnumConstants()));
    }

    /** One of some values, by the text that their {@code toString} gives. */
    <T> T choice(ConfigError code, String key, T fallback, List<T> values) {
        String text = text(key);
        if (text.isEmpty()) {
            return fallback;
        }
        for (T value : values) {
            if (value.toString().equalsIgnoreCase(text)) {
                return value;
            }
        }
        List<String> names = values.stream()
                .map(Object::toString)
                .filter(name -> !name.isEmpty())
                .toList();
        problem(code, key, "is \"" + text + "\", expected one of " + String.join(", ", names));
        return fallback;
    }

    /** A list of texts; one text alone is not taken for a list. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            Optional<String> text = item instanceof Scalar scalar ? text(scalar) : Optional.empty();
            text.ifPresentOrElse(texts::add, () -> wrong(item, key, "a list of texts", item.kind()));
        }
        return texts;
    }

    /** The items of a list, for whoever knows better what they are. */
    List<Node> items(String key) {
        Optional<Node> node = node(key);
        if (node.isPresent() && !(node.get() instanceof Listing)) {
            wrong(node.get(), key, "a list", node.get().kind());
        }
        return node.map(one -> one instanceof Listing list ? list.items() : null)
                .orElse(List.of());
    }

    /** The node as it stands; the key is known from now on. */
    Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).filter(node -> !(node instanceof Scalar) || !node.isEmpty());
    }

    /** The block under a key; an empty one if there is none. */
    Section section(String key) {
        Node node = node(key).orElse(new Block(placeOf(key), Map.of()));
        if (node instanceof Block block) {
            return new Section(findings, at(key), block);
        }
        wrong(node, key, "a block of keys", node.kind());
        return new Section(findings, at(key), new Block(node.place(), Map.of()));
    }

    /** The blocks of a list. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        int index = 0;
        for (Node item : items(key)) {
            String where = key + "[" + index++ + "]";
            if (item instanceof Block block) {
                sections.add(new Section(findings, at(where), block));
            } else {
                wrong(item, where, "a block of keys", item.kind());
            }
        }
        return sections;
    }

    /** Blocks by their names, as {@code routes} and {@code syncers} hold them. */
    Map<String, Section> named(String key) {
        Section parent = section(key);
        Map<String, Section> named = new LinkedHashMap<>();
        parent.keys().forEach(name -> named.put(name, parent.section(name)));
        return named;
    }

    Set<String> keys() {
        return entries.keySet();
    }

    /** A key that every value of is accepted, as it changes nothing here. */
    void noMeaning(String reason, String... keys) {
        for (String key : keys) {
            node(key).ifPresent(node -> note(key, "has no meaning here: " + reason));
        }
    }

    /** A switch that may be off; on, it asks for something that is not there. */
    void offOnly(String key, String what) {
        if (!has(key)) {
            return;
        }
        if (flag(key, false)) {
            notSupported(key, what);
        } else {
            note(key, "is off, which is all there is here: " + what + " is not supported yet");
        }
    }

    /** A key whose empty value passes and whose every other asks for something that is not there. */
    void emptyOnly(String key, String what) {
        if (node(key).filter(node -> !node.isEmpty()).isPresent()) {
            notSupported(key, what);
        }
    }

    void notSupported(String key, String what) {
        problem(ConfigError.NOT_SUPPORTED, key, "not supported yet: " + what);
    }

    void problem(String key, String message) {
        findings.problem(placeOf(key), at(key), message);
    }

    void problem(ConfigError code, String key, String message) {
        findings.problem(code, placeOf(key), at(key), message);
    }

    /** A problem with a key that is missing, shown where another one stands that wants it. */
    void missing(ConfigError code, String key, String beside, String message) {
        findings.problem(code, placeOf(beside), at(key), message);
    }

    void note(String key, String message) {
        findings.note(placeOf(key), at(key), message);
    }

    /** Reports the keys that nobody asked for. */
    void finish() {
        entries.forEach((key, node) -> {
            if (!known.contains(key)) {
                findings.problem(node.place(), at(key), "unknown key" + NearestWord.hint(key, known));
            }
        });
    }

    /** The key's own place, or the block's if it is not there. */
    private Place placeOf(String key) {
        Node node = entries.get(key);
        return node == null ? place : node.place();
    }

    private String at(String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }

    private <T> T scalar(String key, T fallback, String expected, Function<Scalar, Optional<T>> typed) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return fallback;
        }
        Optional<T> value = node.get() instanceof Scalar scalar ? typed.apply(scalar) : Optional.empty();
        if (value.isEmpty()) {
            wrong(node.get(), key, expected, node.get().kind());
        }
        return value.orElse(fallback);
    }

    private void wrong(Node node, String key, String expected, String found) {
        findings.problem(node.place(), at(key), "expected " + expected + ", is " + found);
    }

    private static Optional<String> text(Scalar scalar) {
        return scalar.is(Style.TEXT) ? Optional.of(scalar.text()) : Optional.empty();
    }

    private static Optional<Boolean> bool(Scalar scalar) {
        if (!scalar.is(Style.BOOLEAN)) {
            return Optional.empty();
        }
        return switch (scalar.text()) {
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> Optional.of(true);
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Decimal only: {@code 010} is eight in one YAML and ten in another. */
    private static Optional<Long> whole(Scalar scalar) {
        if (!scalar.is(Style.INTEGER) || !scalar.text().matches("[+-]?(0|[1-9]\\d{0,18})")) {
            return Optional.empty();
        }
        BigDecimal exact = new BigDecimal(scalar.text());
        return exact.equals(BigDecimal.valueOf(exact.longValue())) ? Optional.of(exact.longValue()) : Optional.empty();
    }
}
