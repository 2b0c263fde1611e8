package io.dm4j.position;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinlogPositionTest {

    @Test
    void isReadAsItIsSaid() {
        BinlogPosition place = new BinlogPosition("my-binlog.1000000", 4_294_967_300L);

        assertThat(place.argument()).isEqualTo("my-binlog.1000000:4294967300");
        assertThat(BinlogPosition.ofArgument(place.argument())).contains(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "binlog",
                "binlog:4",
                "binlog.000001",
                "binlog.000001:",
                "binlog.000001:-4",
                "binlog.000001:4:4",
                "(binlog.000001, 4)",
                "binlog|000001.000001:4",
                "binlog.000001:9999999999999999999"
            })
    void nothingElseIsAPlace(String text) {
        assertThat(BinlogPosition.ofArgument(text)).isEmpty();
    }
}
