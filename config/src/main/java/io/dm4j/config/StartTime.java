package io.dm4j.config;

import io.dm4j.error.DmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * {@code --start-time}: the time in the upstream's binlog to begin at (control reference 2.9). Whole seconds, as the binlog has
 * no more.
 *
 * @param text as it was given
 * @param zone empty: the upstream's own
 */
public record StartTime(String text, LocalDateTime local, Optional<ZoneOffset> zone) {
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ofPattern("uuuu-MM-dd"))
            .appendLiteral('T')
            .append(DateTimeFormatter.ofPattern("HH:mm:ss"))
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter();

    /** Throws {@link ConfigError#START_TIME_WRONG} that shows how to write it. */
    public static StartTime parse(String text) {
        try {
            TemporalAccessor time = FORM.parse(text.strip().replaceFirst(" ", "T"));
            Optional<ZoneOffset> zone = time.isSupported(ChronoField.OFFSET_SECONDS)
                    ? Optional.of(ZoneOffset.ofTotalSeconds(time.get(ChronoField.OFFSET_SECONDS)))
                    : Optional.empty();
            return new StartTime(text, LocalDateTime.from(time), zone);
        } catch (DateTimeParseException e) {
            throw new DmException(ConfigError.START_TIME_WRONG, "start-time `" + text + "` is no time");
        }
    }

    /** Empty, or as {@link #parse}. */
    public static Optional<StartTime> of(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(parse(text));
    }

    /** Throws {@link ConfigError#START_TIME_USELESS} if a task of this mode does not begin in the binlog. */
    public void requireUseIn(TaskMode mode) {
        if (mode != TaskMode.INCREMENTAL) {
            throw new DmException(
                    ConfigError.START_TIME_USELESS,
                    "start-time " + text + " is given to a task of mode " + mode + ", which begins with a copy");
        }
    }

    /** The local time as a server takes it. */
    public String localText() {
        return local.toLocalDate() + " "
                + DateTimeFormatter.ofPattern("HH:mm:ss").format(local);
    }
}
