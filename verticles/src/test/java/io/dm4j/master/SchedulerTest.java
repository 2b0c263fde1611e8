package io.dm4j.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Needs are {@code source} or {@code source<last}; rooms are {@code worker:sources/max}; both may have labels, {@code @zone=a,disk=ssd}. */
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
                "only a worker with its label         | s1@zone=b       | w1:0/1@zone=a w2:5/0@zone=b      | {s1=w2}",
                "a worker may have more labels        | s1@zone=a       | w1:0/1 w2:0/1@zone=a,disk=ssd    | {s1=w2}",
                "it must have each that is wanted     | s1@zone=a,disk=ssd | w1:0/1@zone=a w2:0/1@disk=ssd | {}",
                "no worker has the label              | s1@zone=c s2    | w1:0/1@zone=a                    | {s2=w1}",
                "the one with the label is full       | s1@zone=a       | w1:1/1@zone=a w2:0/1             | {}",
                "the last worker has not the label    | s1<w2@zone=a    | w1:0/1@zone=a w2:0/1             | {s1=w1}",
                "the last worker has the label        | s1<w2@zone=a    | w1:0/0@zone=a w2:5/0@zone=a      | {s1=w2}",
                "no label is wanted                   | s1              | w1:0/1@zone=a                    | {s1=w1}",
                "who can go to few goes first         | s1 s2@zone=a    | w1:0/1@zone=a w2:0/1             | {s1=w2, s2=w1}",
                "what finds no room is left out       | s1 s2 s3        | w1:0/1 w2:0/1         | {s1=w1, s2=w2}",
            })
    void assigns(String rule, String needs, String rooms, String expected) {
        assertThat(Scheduler.assign(needs(needs), rooms(rooms))).hasToString(expected);
    }

    private static List<Scheduler.Need> needs(String text) {
        return words(text)
                .map(w -> w.split("@"))
                .map(p -> need(p[0].split("<"), labels(p)))
                .toList();
    }

    private static Scheduler.Need need(String[] names, Labels placement) {
        return new Scheduler.Need(names[0], names.length > 1 ? Optional.of(names[1]) : Optional.empty(), placement);
    }

    private static List<Scheduler.Room> rooms(String text) {
        return words(text)
                .map(w -> w.split("@"))
                .map(p -> room(p[0].split("[:/]"), labels(p)))
                .toList();
    }

    private static Scheduler.Room room(String[] parts, Labels labels) {
        return new Scheduler.Room(parts[0], Integer.parseInt(parts[2]), Integer.parseInt(parts[1]), labels);
    }

    private static Labels labels(String[] parts) {
        return parts.length < 2
                ? Labels.NONE
                : new Labels(Arrays.stream(parts[1].split(","))
                        .map(label -> label.split("="))
                        .collect(Collectors.toMap(label -> label[0], label -> label[1])));
    }

    private static Stream<String> words(String text) {
        return text == null ? Stream.empty() : Arrays.stream(text.trim().split("\\s+"));
    }
}
