package io.dm4j.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads an entry of {@code filters}. */
final class EventFilterBlock {
    private EventFilterBlock() {}

    static EventFilterRule read(String name, Section section) {
        EventFilterRule rule = new EventFilterRule(
                name,
                TablePatterns.read(section, "schema-pattern", ConfigError.FILTER_WRONG),
                TablePatterns.read(section, "table-pattern", ConfigError.FILTER_WRONG),
                events(section),
                section.texts("sql-pattern"),
                action(section));
        if (rule.schemaPattern().isEmpty()) {
            section.problem(ConfigError.FILTER_WRONG, "schema-pattern", "is missing");
        }
        section.finish();
        return rule;
    }

    private static List<FilterEvent> events(Section section) {
        List<FilterEvent> events = new ArrayList<>();
        for (String text : section.texts("events")) {
            FilterEvent.of(text)
                    .ifPresentOrElse(
                            events::add,
                            () -> section.problem(
                                    ConfigError.FILTER_WRONG,
                                    "events",
                                    "`" + text + "` is no event" + NearestWord.hint(text, FilterEvent.names())));
        }
        events.stream()
                .filter(event -> event.family() == FilterEvent.Family.UNTOLD)
                .forEach(event -> section.notSupported("events", "telling `" + event + "` from other changes"));
        return events;
    }

    private static EventFilterRule.Action action(Section section) {
        String action = section.text("action");
        return switch (action.toLowerCase(Locale.ROOT)) {
            case "do" -> EventFilterRule.Action.DO;
            case "ignore" -> EventFilterRule.Action.IGNORE;
            case "error" -> EventFilterRule.Action.ERROR;
            default -> {
                section.problem(ConfigError.FILTER_WRONG, "action", "expected Do, Ignore or Error");
                yield EventFilterRule.Action.IGNORE;
            }
        };
    }
}
