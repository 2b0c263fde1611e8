package io.dm4j.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Needs are {@code source} or {@code source<last}; rooms are {@code worker:sources/max}. */
class SchedulerTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one free worker takes it             | s1              | w1:0/1                | {s1=w1}",
                "nobody is there                      | s1              |                       | {}",
                "a full worker does not               | s1              | w1:1/1                | {}",
                "0 means no limit                     | s1 s2 s3        | w1:9/0                | {s1=w1, s2=w1, s3=w1}",
                "the last worker before a free one    | s1<w2           | w1:0/1 w2:0/1         | {s1=w2}",
                "the last worker even if it has more  | s1<w2           | w1:0/0 w2:5/0         | {s1=w2}",
                "the last worker is gone              | s1<w9           | w1:0/1                | {s1=w1}",
                "the last worker is full              | s1<w2           | w1:0/1 w2:1/1         | {s1=w1}",
                "who had it last goes first           | s1 s2<w1        | w1:0/1                | {s2=w1}",
                "least sources                        | s1              | w1:2/0 w2:1/0 w3:3/0  | {s1=w2}",
                "by name among equals                 | s1              | w2:0/1 w1:0/1         | {s1=w1}",
                "spread over workers                  | s1 s2 s3 s4     | w1:0/0 w2:0/0         | {s1=w1, s2=w2, s3=w1, s4=w2}",
                "what finds no room is left out       | s1 s2 s3        | w1:0/1 w2:0/1         | {s1=w1, s2=w2}",
            })
    void assigns(String rule, String needs, String rooms, String expected) {
        assertThat(Scheduler.assign(needs(needs), rooms(rooms))).hasToString(expected);
    }

    private static List<Scheduler.Need> needs(String text) {
        return words(text)
                .map(w -> w.split("<"))
                .map(p -> new Scheduler.Need(p[0], p.length > 1 ? Optional.of(p[1]) : Optional.empty()))
                .toList();
    }

    private static List<Scheduler.Room> rooms(String text) {
        return words(text)
                .map(w -> w.split("[:/]"))
                .map(p -> new Scheduler.Room(p[0], Integer.parseInt(p[2]), Integer.parseInt(p[1])))
                .toList();
    }

    private static Stream<String> words(String text) {
        return text == null ? Stream.empty() : Arrays.stream(text.trim().split("\\s+"));
    }
}
