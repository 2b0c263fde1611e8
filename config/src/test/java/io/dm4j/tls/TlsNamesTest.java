package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Common Name of a certificate, and the list it is compared with. */
class TlsNamesTest {
    private final TestCa ca = TestCa.named("house");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=dm | dm",
                "C=JP,O=Example,CN=dm | dm",
                "CN=dm,O=Example | dm",
                "O=Example,CN=dm+OU=x | dm",
                "O=Example,OU=x+CN=dm | dm",
                "O=a\\,CN\\=dm | ''",
                "O=a\\,CN\\=dm,CN=other | other",
                "CN=a\\, b | a, b",
                "CN=日本 | 日本",
                "O=Example | ''",
            })
    void readsTheCommonNameAsX500(String subject, String expected) {
        TestCa.Issued leaf = ca.issue(TestCa.Leaf.named("x").subject(subject));

        assertThat(CallerName.of(leaf.leaf()).value()).isEqualTo(expected);
    }

    @Test
    void everyEntryCounts() {
        AllowedNames names = AllowedNames.of(List.of("a", "b"));

        assertThat(names.admits("a")).isTrue();
        assertThat(names.admits("b")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a ", "aa", "*", "a.*", "b,a"})
    void comparesExactly(String name) {
        assertThat(AllowedNames.of(List.of("a")).admits(name)).isFalse();
    }

    @Test
    void wildcardsAreJustText() {
        AllowedNames names = AllowedNames.of(List.of("*", "d.*"));

        assertThat(names.admits("dm")).isFalse();
        assertThat(names.admits("*")).isTrue();
    }

    @Test
    void trimsEntriesAsDmDoes() {
        assertThat(AllowedNames.of(List.of(" dm ")).admits("dm")).isTrue();
    }

    @Test
    void anEmptyListAdmitsEveryName() {
        assertThat(AllowedNames.of(List.of()).admits("anyone")).isTrue();
        assertThat(AllowedNames.of(List.of()).admits("")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void refusesABlankEntry(String blank) {
        assertThatThrownBy(() -> AllowedNames.of(List.of("dm", blank)))
                .isInstanceOf(DmException.class)
                .hasMessageContaining("entry 2 of 2 is blank");
    }

    @Test
    void grpcMessageIsPercentEncoded() {
        assertThat(RefusalAnswer.percentEncoded("100% 日\n")).isEqualTo("100%25 %E6%97%A5%0A");
    }
}
