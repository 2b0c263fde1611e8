package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.AllowedCallers;
import io.dm4j.config.AllowedName;
import io.dm4j.config.Roles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of a certificate, and the lists they are compared with. */
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

        assertThat(LeafNames.of(leaf.leaf()).commonName()).isEqualTo(expected);
    }

    @Test
    void readsAlternativeNames() {
        TestCa.Issued leaf = ca.issue(TestCa.Leaf.named("x")
                .forHosts("db.example", "10.0.0.1", "0:0:0:0:0:0:0:1", "spiffe://prod/dm-master"));

        assertThat(LeafNames.of(leaf.leaf()).alternatives())
                .extracting(LeafNames.Alternative::toString)
                .containsExactly("dns:db.example", "ip:10.0.0.1", "ip:::1", "uri:spiffe://prod/dm-master");
    }

    @Test
    void everyEntryCounts() {
        assertThat(admits("a", AllowedCallers.named("a", "b"))).isTrue();
        assertThat(admits("b", AllowedCallers.named("a", "b"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a ", "aa", "*", "a.*", "b,a"})
    void comparesExactly(String name) {
        assertThat(admits(name, AllowedCallers.named("a"))).isFalse();
    }

    @Test
    void patternsAreJustText() {
        assertThat(admits("dm", AllowedCallers.named("d.*", "*m"))).isFalse();
        assertThat(admits("d.*", AllowedCallers.named("d.*", "*m"))).isTrue();
    }

    @Test
    void anEmptyListAdmitsEveryName() {
        assertThat(admits("anyone", AllowedCallers.EVERYBODY)).isTrue();
        assertThat(admits("", AllowedCallers.EVERYBODY)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "dns:DB.example,                 true",
        "ip:10.0.0.1,                    true",
        "ip:0::1,                        true",
        "uri:spiffe://prod/dm-master,    true",
        "dns:example,                    false",
        "dns:b.example,                  false",
        "uri:spiffe://prod/dm-masters,   false",
        "uri:spiffe://prod/dm,           false",
        "uri:spiffe://PROD/dm-master,    false",
        "dns:10.0.0.1,                   false",
        "ip:10.0.0.2,                    false"
    })
    void anAlternativeNameLetsInOnItsOwn(String entry, boolean expected) {
        LeafNames bearer = LeafNames.of(ca.issue(TestCa.Leaf.named("x")
                        .subject("O=Example")
                        .forHosts("db.example", "10.0.0.1", "0:0:0:0:0:0:0:1", "spiffe://prod/dm-master"))
                .leaf());

        AllowedNames names = new AllowedNames(new AllowedCallers(List.of(AllowedName.alternative(entry, Roles.EVERY))));

        assertThat(names.identify(bearer).isPresent()).isEqualTo(expected);
    }

    @Test
    void aCommonNameIsNoAlternativeName() {
        AllowedCallers hosts = new AllowedCallers(List.of(AllowedName.alternative("dns:dm", Roles.EVERY)));

        assertThat(admits("dm", hosts)).isFalse();
    }

    @Test
    void rolesOfAllMatchingEntriesAddUp() {
        AllowedNames names = new AllowedNames(new AllowedCallers(List.of(
                AllowedName.commonName("w1", Roles.of("worker")),
                AllowedName.commonName("ops", Roles.of("admin")),
                AllowedName.commonName("w1", Roles.of("observer")),
                AllowedName.alternative("dns:w1.example", Roles.of("master")))));

        CallerIdentity worker = names.identify(new LeafNames("w1", List.of())).orElseThrow();
        CallerIdentity both = names.identify(LeafNames.of(
                        ca.issue(TestCa.Leaf.named("w1").forHosts("w1.example")).leaf()))
                .orElseThrow();

        assertThat(worker).isEqualTo(new CallerIdentity("w1", Roles.of("worker", "observer")));
        assertThat(both).isEqualTo(new CallerIdentity("w1", Roles.of("worker", "observer", "master")));
        assertThat(worker.may("admin")).isFalse();
    }

    @Test
    void aPlainListGrantsEveryRole() {
        CallerIdentity caller = new AllowedNames(AllowedCallers.named("dm"))
                .identify(new LeafNames("dm", List.of()))
                .orElseThrow();

        assertThat(caller.may("admin")).isTrue();
        assertThat(caller.may("anything")).isTrue();
    }

    @Test
    void aNameIsShownWithoutLineBreaksAndNotForEver() {
        LeafNames forged = new LeafNames("dm\nINFO all is well" + "x".repeat(500), List.of());

        assertThat(forged.toString()).startsWith("dm?INFO all is well").hasSizeLessThan(150);
    }

    @Test
    void grpcMessageIsPercentEncoded() {
        assertThat(RefusalAnswer.percentEncoded("100% 日\n")).isEqualTo("100%25 %E6%97%A5%0A");
    }

    private static boolean admits(String commonName, AllowedCallers listed) {
        return new AllowedNames(listed)
                .identify(new LeafNames(commonName, List.of()))
                .isPresent();
    }
}
