package io.dm4j.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {

    @ParameterizedTest
    @CsvSource({
        "dns:db.example.com, db.example.com, true",
        "dns:db.example.com, DB.Example.com, true",
        "dns:*.example.com, db.example.com, true",
        "dns:*.example.com, a.db.example.com, false",
        "dns:*.example.com, example.com, false",
        "dns:example.com, db.example.com, false",
        "dns:127.0.0.1, 127.0.0.1, false",
        "ip:127.0.0.1, 127.0.0.1, true",
        "ip:::1, 0:0:0:0:0:0:0:1, true",
        "ip:127.0.0.1, localhost, false",
        "uri:spiffe://localhost, localhost, false"
    })
    void comparesAsClientsDo(String name, String host, boolean covered) {
        assertThat(new HostNames(List.of(name)).cover(host)).isEqualTo(covered);
    }
}
