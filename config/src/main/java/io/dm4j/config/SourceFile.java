package io.dm4j.config;

import io.dm4j.error.DmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a source file: YAML, one upstream server. */
public final class SourceFile {
    private static final int LONGEST_ID = 32;
    private static final long LARGEST_SERVER_ID = 4_294_967_295L;
    private static final Duration BACKOFF = Duration.ofMinutes(5);
    private static final String RELAY = "the relay log";

    private final Section section;

    private SourceFile(Section section) {
        this.section = section;
    }

    /** @param name what to call the text in messages */
    public static Parsed<SourceConfig> parse(String name, String yaml) {
        Findings findings = new Findings(ConfigError.YAML_WRONG);
        Section section = new Section(findings, "", YamlText.parse(name, yaml));
        SourceConfig config = new SourceFile(section).config();
        section.finish();
        return findings.orThrow(() -> config);
    }

    /** The operator's text with passwords and key material replaced; ConfigException if it is not YAML. */
    public static String masked(String yaml) {
        return SecretTexts.masked("source", yaml);
    }

    /** The operator's text with {@code enable} as given; a coded DmException if the text is written so that it cannot be. */
    public static String switched(String name, String yaml, boolean enable) {
        String text = TopKey.set(name, yaml, "enable", String.valueOf(enable));
        if (!says(name, text, parse(name, yaml).value().switched(enable))) {
            throw new DmException(
                            ConfigError.VALUE_WRONG, name + ": `enable` cannot be set in a file written like this")
                    .withWorkaround("Give the source's file again by `operate-source update`.");
        }
        return text;
    }

    /** What a source file wants of its worker, whatever else stands in it; ConfigException if it is not YAML. */
    public static Labels placement(String name, String yaml) {
        Findings findings = new Findings(ConfigError.YAML_WRONG);
        return Labels.read(new Section(findings, "", YamlText.parse(name, yaml)), "placement");
    }

    private static boolean says(String name, String yaml, SourceConfig wanted) {
        try {
            return parse(name, yaml).value().equals(wanted);
        } catch (ConfigException e) {
            return false;
        }
    }

    /** A commented file with every key, that works as it stands. */
    public static String sample() {
        return Sample.read("source.yaml");
    }

    private SourceConfig config() {
        passWhatHasNoMeaning();
        section.offOnly("enable-relay", RELAY);
        String id = sourceId();
        return new SourceConfig(
                id,
                section.flag("enable", true),
                section.flag("enable-gtid", false),
                section.choice(ConfigError.VALUE_WRONG, "flavor", Flavor.DETECT, Flavor.class),
                section.number("server-id", 0L, 0, LARGEST_SERVER_ID),
                from(),
                section.flag("case-sensitive", false),
                autoResume(),
                Labels.read(section, "placement"),
                filters(id));
    }

    private List<EventFilterRule> filters(String id) {
        List<EventFilterRule> filters = new ArrayList<>();
        for (Section filter : section.sections("filters")) {
            filters.add(EventFilterBlock.read("filters[" + filters.size() + "] of source " + id, filter));
        }
        return filters;
    }

    private String sourceId() {
        String id = section.text("source-id");
        if (id.isBlank()) {
            section.problem(ConfigError.SOURCE_ID_MISSING, "source-id", "is missing");
        }
        if (id.length() > LONGEST_ID) {
            section.problem(
                    ConfigError.SOURCE_ID_TOO_LONG, "source-id", "is longer than " + LONGEST_ID + " characters");
        }
        return id;
    }

    private DatabaseConfig from() {
        if (!section.has("from")) {
            section.problem(ConfigError.DATABASE_WRONG, "from", "is missing: host, port, user of the upstream server");
            return new DatabaseConfig("", 0, "", Secret.NONE, Map.of(), SecurityConfig.NONE);
        }
        return new DatabaseBlock(section.section("from")).read();
    }

    private boolean autoResume() {
        Section checker = section.section("checker");
        Duration rollback = checker.duration("backoff-rollback", BACKOFF);
        Duration max = checker.duration("backoff-max", BACKOFF);
        if (max.compareTo(rollback) < 0) {
            checker.problem(ConfigError.BACKOFF_TOO_SMALL, "backoff-max", "is less than backoff-rollback");
        }
        checker.noMeaning("how often to try again is fixed", "backoff-rollback", "backoff-max", "check-interval");
        checker.noMeaning("how often to try again is fixed", "backoff-min", "backoff-jitter", "backoff-factor");
        boolean on = checker.flag("check-enable", true);
        checker.finish();
        return on;
    }

    private void passWhatHasNoMeaning() {
        section.noMeaning("there is no relay log yet", "relay-dir", "relay-binlog-name", "relay-binlog-gtid");
        section.noMeaning("DM gave it up", "charset", "meta-dir", "auto-fix-gtid", "tracer");
        Section purge = section.section("purge");
        purge.noMeaning("there is no relay log yet", "interval", "expires", "remain-space");
        purge.finish();
    }
}
