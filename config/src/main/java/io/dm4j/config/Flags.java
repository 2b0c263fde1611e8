package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.dm4j.config.Node.Listing;
import io.dm4j.config.Node.Scalar;
import io.dm4j.config.Node.Style;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays a command line's flags over what a file says; a flag wins. */
final class Flags {
    private static final Set<String> REPEATABLE =
            Set.of("cert-allowed-cn", "cert-allowed-san", "tls-cipher-suites", "ssl-server-fingerprint");
    private static final Set<String> OF_THE_PROGRAM = Set.of("config", "print-sample-config", "V", "version", "help");
    private static final Map<String, String> SHORT = Map.of("L", "log-level");

    private final Set<String> known;

    /** @param known long names, without dashes */
    Flags(String... known) {
        this.known = new LinkedHashSet<>(List.of(known));
    }

    /** The key that a flag stands for. */
    static String key(String flag) {
        return SHORT.getOrDefault(flag, flag);
    }

    Block over(Block file, Map<String, List<String>> given, Findings findings) {
        Map<String, Node> winners = new LinkedHashMap<>();
        given.forEach((name, values) -> {
            String key = key(name);
            if (known.contains(key)) {
                put(winners, key, values, findings);
            } else if (!OF_THE_PROGRAM.contains(key)) {
                findings.problem(Place.of("--" + name), "", "unknown flag" + NearestWord.hint(name, known));
            }
        });
        return file.under(winners);
    }

    private static void put(Map<String, Node> winners, String key, List<String> values, Findings findings) {
        Place place = Place.of("--" + key);
        if (REPEATABLE.contains(key)) {
            winners.put(key, Listing.ofTexts(place, values));
        } else if (values.size() == 1) {
            winners.put(key, new Scalar(place, Style.PLAIN, values.get(0)));
        } else if (!values.isEmpty()) {
            findings.problem(place, "", "is given " + values.size() + " times");
        }
    }
}
