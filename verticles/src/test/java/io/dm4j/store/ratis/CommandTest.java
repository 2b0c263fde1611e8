package io.dm4j.store.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.dm4j.store.Compare;
import io.dm4j.store.Op;
import io.dm4j.store.StoreError;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entries of the log are on users' disks: their bytes do not change. */
class CommandTest {

    private static final Map<String, Command> VERSION_1 = Map.of(
            "0101"
                    + "00000003" + "01" + "00000002" + "2f61"
                    + "02" + "00000002" + "2f62" + "0000000000000007"
                    + "03" + "00000002" + "2f63" + "0000000000000005"
                    + "00000003" + "01" + "00000002" + "2f61" + "00000002" + "c3a4" + "0000000000000003"
                    + "02" + "00000002" + "2f62"
                    + "03" + "00000003" + "2f632f",
            new Command.Txn(
                    List.of(new Compare.Absent("/a"), new Compare.Modified("/b", 7), new Compare.Created("/c", 5)),
                    List.of(Op.put("/a", "ä", 3), Op.delete("/b"), Op.deletePrefix("/c/"))),
            "0102" + "0000000df8475800",
            new Command.Grant(Duration.ofSeconds(60)),
            "0103" + "000000000000002a",
            new Command.Revoke(42));

    @Test
    void writesTheBytesOfVersionOne() {
        VERSION_1.forEach((hex, command) ->
                assertThat(HexFormat.of().formatHex(command.bytes())).isEqualTo(hex));
    }

    @Test
    void readsTheBytesOfVersionOne() {
        VERSION_1.forEach((hex, command) ->
                assertThat(Command.of(HexFormat.of().parseHex(hex))).isEqualTo(command));
    }

    @Test
    void refusesAVersionItDoesNotKnow() {
        assertRefused("0201", StoreError.FORMAT_UNKNOWN);
        assertRefused("01ff", StoreError.FORMAT_UNKNOWN);
    }

    @Test
    void refusesAnEntryThatEndsTooEarly() {
        assertRefused("0101" + "00000001" + "01" + "0000", StoreError.DATA_DAMAGED);
    }

    private static void assertRefused(String hex, StoreError code) {
        assertThatThrownBy(() -> Command.of(HexFormat.of().parseHex(hex)))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
