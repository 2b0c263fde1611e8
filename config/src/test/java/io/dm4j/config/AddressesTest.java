package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8261,127.0.0.1,8261",
        "http://host-1:8261,host-1,8261",
        "https://host-1:8261/,host-1,8261",
        "'[::1]:8261',::1,8261",
        "':8261','',8261"
    })
    void readsAddresses(String text, String host, int port) {
        assertThat(Addresses.parse(text)).contains(new Address(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "host:", "host:0", "host:65536", "host:x", "::1:8261", "a b:1", "u@h:1", "h:99999999"
            })
    void refusesOthers(String text) {
        assertThat(Addresses.parse(text)).isEmpty();
    }

    @Test
    void portZeroIsAFreeOneOnlyForWhoListens() {
        assertThat(Addresses.parseFree("host:0")).contains(new Address("host", 0));
        assertThat(Addresses.parseFree("host:65536")).isEmpty();
    }

    @Test
    void readsListsWithBlanksAndSchemes() {
        assertThat(Addresses.list("http://a:1, b:2,"))
                .hasValueSatisfying(list -> assertThat(list).containsExactly(new Address("a", 1), new Address("b", 2)));
    }

    @Test
    void aListWantsHosts() {
        assertThat(Addresses.list("a:1,:2")).isEmpty();
    }
}
