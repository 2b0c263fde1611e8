package io.dm4j.endpoint.worker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a binlog as two numbers.
 *
 * @param file the digits behind the last dot of its name
 */
record BinlogPlace(long file, long offset) {
    private static final Pattern TEXT = Pattern.compile("\\(.*\\.(\\d{1,18}), (\\d{1,18})\\)");

    /** Of a status; empty while that has none. */
    static Optional<BinlogPlace> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new BinlogPlace(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
