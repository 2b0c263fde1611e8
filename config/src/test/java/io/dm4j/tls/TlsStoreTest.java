package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.AllowedCallers;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store takes over while it serves, and what it says of itself, without any connection. */
class TlsStoreTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final TestCa ca = TestCa.named("house");

    @Test
    void sameBytesAreTheSameGeneration() {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "s", ca, own);
        TlsStore store = open(files.config());
        TlsGeneration first = store.current();

        files.write(ca.pem(), own);

        assertThat(store.current()).isSameAs(first).isSameAs(store.last());
    }

    @Test
    void aLiveAllowListMakesAGeneration() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        AtomicReference<AllowedCallers> names = new AtomicReference<>(AllowedCallers.named("a"));
        TlsStore store = TlsStore.open(files.config(), TlsRole.SERVER, names::get);

        names.set(AllowedCallers.named("b"));

        assertThat(store.current().number()).isEqualTo(2);
        assertThat(store.last().allowed().names()).containsExactly("b");
    }

    @Test
    void aBadLiveAllowListKeepsTheLastGoodOne() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        AtomicReference<String> name = new AtomicReference<>("a");
        TlsStore store = TlsStore.open(files.config(), TlsRole.SERVER, () -> AllowedCallers.named(name.get()), clock);

        name.set(" ");

        assertThat(store.current().allowed().names()).containsExactly("a");
        clock.advance(Duration.ofSeconds(6));
        assertThat(store.trouble().orElseThrow().cause()).hasMessageContaining("an entry is blank");
    }

    @Test
    void mismatchBetweenTwoRenamesIsNoTrouble() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        TlsStore store = open(files.config());
        TestCa.Issued fresh = ca.issue("fresh");

        TestFiles.replace(files.cert(), fresh.certPem());
        store.current();
        clock.advance(Duration.ofSeconds(4));
        store.current();

        assertThat(store.trouble()).isEmpty();
        TestFiles.replace(files.key(), fresh.keyPem());
        assertThat(store.current().number()).isEqualTo(2);
    }

    @Test
    void mismatchThatLastsIsTroubleUntilItHeals() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        TlsStore store = open(files.config());
        TestCa.Issued fresh = ca.issue("fresh");
        TestFiles.replace(files.cert(), fresh.certPem());
        store.current();

        clock.advance(Duration.ofSeconds(6));
        store.current();

        TlsTrouble trouble = store.trouble().orElseThrow();
        assertThat(trouble.cause().code()).isEqualTo(TlsError.PAIR_MISMATCH);
        assertThat(trouble.cause()).hasMessageContaining(files.key().toString());
        TestFiles.replace(files.key(), fresh.keyPem());
        store.current();
        assertThat(store.trouble()).isEmpty();
    }

    @Test
    void badBytesAreJudgedOnce() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        TlsStore store = open(files.config());
        TestFiles.replace(files.cert(), ca.issue("fresh").certPem());
        store.current();
        clock.advance(Duration.ofSeconds(6));
        DmException first = store.trouble().orElseThrow().cause();

        store.current();

        assertThat(store.trouble().orElseThrow().cause()).isSameAs(first);
    }

    @Test
    void aCertificateOfTheNextHourIsTakenThen() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        TestClock early = new TestClock();
        early.advance(Duration.ofHours(-2));
        TestCa.Issued first =
                ca.issue(TestCa.Leaf.named("dm").dates(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1))));
        files.write(ca.pem(), first);
        TlsStore store = TlsStore.open(files.config(), TlsRole.SERVER, files.config()::allowed, early);
        files.write(ca.pem(), ca.issue("next"));
        assertThat(store.current().number()).isEqualTo(1);

        early.advance(Duration.ofHours(2));

        assertThat(store.current().number()).isEqualTo(2);
    }

    @Test
    void saysThatTheServingCertificateRanOut() {
        TestFiles files = TestFiles.of(
                directory,
                "s",
                ca,
                ca.issue(TestCa.Leaf.named("dm").dates(NOW.minusSeconds(60), NOW.plusSeconds(600))));
        TlsStore store = open(files.config());

        clock.advance(Duration.ofSeconds(601));
        store.current();
        clock.advance(Duration.ofSeconds(6));

        assertThat(store.current().number()).isEqualTo(1);
        assertThat(store.trouble().orElseThrow().cause().code()).isEqualTo(TlsError.OUTSIDE_DATES);
    }

    @Test
    void statusTellsWhatServes() {
        Instant before = clock.instant();
        TestCa.Issued own = ca.issue("dm");
        TlsStore store = open(TestFiles.of(directory, "s", ca, own).config("dm", "ops"));

        TlsStatus status = store.status();

        assertThat(status.role()).isEqualTo(TlsRole.SERVER);
        assertThat(status.generation()).isEqualTo(1);
        assertThat(status.admits()).containsExactly("dm", "ops");
        assertThat(status.loadedAt()).isBetween(before, clock.instant());
        assertThat(status.trouble()).isEmpty();
        assertThat(status.notAfter()).isEqualTo(own.leaf().getNotAfter().toInstant());
        assertThat(status.own()).hasValueSatisfying(certificate -> {
            assertThat(certificate.subject()).isEqualTo("CN=dm");
            assertThat(certificate.issuer()).isEqualTo("CN=house");
            assertThat(certificate.serial())
                    .isEqualTo(own.leaf().getSerialNumber().toString(16));
            assertThat(certificate.alternativeNames()).containsExactly("ip:127.0.0.1", "dns:localhost");
            assertThat(certificate.fingerprint()).matches("sha256:[0-9a-f]{64}");
        });
        assertThat(status.authorities())
                .singleElement()
                .extracting(TlsStatus.CertificateStatus::subject)
                .isEqualTo("CN=house");
    }

    @Test
    void statusCountsReloadsAndWhatFailed() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        TlsStore store = open(files.config());
        TestCa.Issued fresh = ca.issue("fresh");
        TestFiles.replace(files.cert(), fresh.certPem());
        store.current();
        store.current();
        clock.advance(Duration.ofSeconds(1));
        Instant before = clock.instant();
        TestFiles.replace(files.key(), fresh.keyPem());
        store.current();

        TlsStatus status = store.status();

        assertThat(status.reloads()).isEqualTo(1);
        assertThat(status.failedReloads()).containsExactly(Map.entry("pair_mismatch", 1L));
        assertThat(status.lastLook()).isBetween(before, clock.instant());
        assertThat(status.loadedAt()).isBetween(before, clock.instant());
    }

    @Test
    void anInventoryLooksAtAllItsStores() {
        TestFiles port = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        TestFiles session = TestFiles.of(directory, "c", ca, ca.issue("dm"));
        TlsStore calling = TlsStore.open(session.config(), TlsRole.CLIENT);
        TlsInventory inventory = new TlsInventory();
        inventory.add("port", open(port.config()));
        inventory.add("session", calling);

        port.write(ca.pem(), ca.issue("next"));
        session.write(ca.pem(), ca.issue("next"));
        inventory.look();

        assertThat(inventory.lines())
                .extracting(line -> line.use() + " " + line.status().generation())
                .containsExactly("port 2", "session 2");
        inventory.remove(calling);
        assertThat(inventory.lines()).extracting(TlsInventory.Line::use).containsExactly("port");
    }

    @Test
    void describesItselfWithoutASecret() {
        TestCa.Issued own = ca.issue("dm");
        TlsGeneration generation =
                open(TestFiles.of(directory, "s", ca, own).config("dm")).current();

        assertThat(generation.describe())
                .contains(
                        "generation 1",
                        "CN=dm",
                        "CN=house",
                        "[dm]",
                        own.leaf().getSerialNumber().toString(16))
                .doesNotContain(own.keyPem().substring(30, 60));
    }

    private TlsStore open(SecurityConfig config) {
        return TlsStore.open(config, TlsRole.SERVER, config::allowed, clock);
    }
}
