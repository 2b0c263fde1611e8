package io.dm4j.tls;

import io.dm4j.config.AllowedCallers;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.TlsVersion;
import io.dm4j.error.DmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The last good generation of one {@code security} block. {@link #current()} compares the bytes on disk with those that
 * serve, every time; other bytes become the next generation if they pass their check as a whole, and are remembered if
 * not, so that they are judged once and not once per connection. Any thread.
 */
public final class TlsStore {
    private static final Logger LOG = LogManager.getLogger(TlsStore.class);
    private static final int STARTING_READS = 5;

    private final SecurityConfig config;
    private final TlsRole role;
    private final InstantSource clock;
    private final MaterialSource source;
    private final TroubleLog troubles = new TroubleLog();
    private volatile boolean onOpenSsl;
    private volatile Serving serving;
    private volatile Instant lastLook = Instant.MIN;
    private volatile Refused refused = new Refused(null, null, Instant.MIN);

    private record Serving(Material material, TlsGeneration generation, Instant since) {}

    /** Bytes that failed, why, and when to judge them again: a certificate of tomorrow is good tomorrow. */
    private record Refused(Material material, DmException cause, Instant again) {}

    private TlsStore(SecurityConfig config, TlsRole role, Supplier<AllowedCallers> allowed, InstantSource clock) {
        this.config = config;
        this.role = role;
        this.clock = clock;
        this.source = new MaterialSource(config, allowed);
    }

    /** Reads and checks the set; a {@link DmException} of {@link TlsError} names the file and the reason. Blocks on disk. */
    public static TlsStore open(SecurityConfig config, TlsRole role) {
        return open(config, role, config::allowed);
    }

    /** As {@link #open(SecurityConfig, TlsRole)}, with allow-lists that are asked for at every look; what that throws is trouble like a bad file. */
    public static TlsStore open(SecurityConfig config, TlsRole role, Supplier<AllowedCallers> allowed) {
        return open(config, role, allowed, InstantSource.system());
    }

    static TlsStore open(SecurityConfig config, TlsRole role, Supplier<AllowedCallers> allowed, InstantSource clock) {
        TlsStore store = new TlsStore(config, role, allowed, clock);
        store.start();
        return store;
    }

    private void start() {
        try {
            serve(firstRead());
        } catch (DmException e) {
            Material contents = source.contents().orElseThrow(() -> e);
            serve(contents);
            troubles.note(clock.instant(), e);
        }
        lastLook = clock.instant();
    }

    /** Whoever replaces the files while a process starts gets a few chances to finish. */
    private Material firstRead() {
        for (int i = 1; i < STARTING_READS; i++) {
            try {
                return source.readAtRest();
            } catch (DmException e) {
                if (e.code() != TlsError.BEING_WRITTEN) {
                    throw e;
                }
            }
        }
        return source.readAtRest();
    }

    private void serve(Material material) {
        long number = serving == null ? 1 : serving.generation().number() + 1;
        TlsGeneration generation = new Inspection(material, role, config, clock).pass(number);
        if (onOpenSsl) {
            requireServableByOpenSsl(generation);
        }
        serving = new Serving(material, generation, clock.instant());
        LOG.info("TLS {}: {}", role, generation.describe());
    }

    /** From now on a set counts as good only if OpenSSL can serve it; the present one must be. */
    void restrictToOpenSsl() {
        requireServableByOpenSsl(last());
        onOpenSsl = true;
    }

    private static void requireServableByOpenSsl(TlsGeneration generation) {
        generation.pair().filter(own -> !own.isKnownToOpenSsl()).ifPresent(own -> {
            throw TlsError.KEY_UNSUPPORTED
                    .because(
                            "the key of %s is of a kind OpenSSL cannot serve with: %s",
                            own, own.key().getAlgorithm())
                    .withWorkaround("Please use an RSA or EC key, or the JDK's engine.");
        });
    }

    /** The generation of the files as they are now, or the last good one. Never throws. Reads a few small files. */
    public TlsGeneration current() {
        lastLook = clock.instant();
        try {
            look();
        } catch (RuntimeException e) {
            troubles.note(clock.instant(), DmException.from(e, TlsError.ENGINE_FAILED));
        }
        return last();
    }

    private void look() {
        Material seen = source.read();
        if (seen.equals(serving.material())) {
            settle();
        } else {
            takeOver(seen);
        }
    }

    private void settle() {
        TlsGeneration serves = last();
        Instant now = clock.instant();
        if (!now.isBefore(serves.notAfter())) {
            throw TlsError.OUTSIDE_DATES.because(
                    "%s: expired at %s and still serves", serves.describe(), serves.notAfter());
        }
        serves.revocations().overdue(now).ifPresent(list -> {
            throw TlsError.REVOCATIONS_OVERDUE.because(
                    "the revocation list of %s should have been followed by another at %s",
                    list.getIssuerX500Principal().getName(),
                    list.getNextUpdate().toInstant());
        });
        troubles.clear(serves);
    }

    private void takeOver(Material seen) {
        Refused bad = refused;
        if (seen.equals(bad.material()) && clock.instant().isBefore(bad.again())) {
            throw bad.cause();
        }
        judge();
    }

    private synchronized void judge() {
        Material material = source.readAtRest();
        if (material.equals(serving.material())) {
            return;
        }
        try {
            serve(material);
            troubles.clear(last());
        } catch (RuntimeException e) {
            DmException cause = DmException.from(e, TlsError.ENGINE_FAILED);
            Instant again =
                    cause.code() == TlsError.NOT_YET_VALID ? clock.instant().plusSeconds(1) : Instant.MAX;
            refused = new Refused(material, cause, again);
            throw cause;
        }
    }

    /** The generation of the last look; no look, no lock. */
    public TlsGeneration last() {
        return serving.generation();
    }

    /** What is wrong with the files, once it has lasted five seconds; ends when they are good again. */
    public Optional<TlsTrouble> trouble() {
        return troubles.lasting(clock.instant());
    }

    /** What was wrong at the last look, even if it may heal within a moment. */
    Optional<DmException> wrong() {
        return troubles.latest();
    }

    /** How the set stands, by the last look. */
    public TlsStatus status() {
        Serving now = serving;
        TlsGeneration generation = now.generation();
        return new TlsStatus(
                role,
                generation.number(),
                generation.chain().stream().findFirst().map(Certificates::status),
                generation.anchors().stream().map(Certificates::status).toList(),
                generation.revocations().statuses(),
                generation.allowed().names(),
                generation.notAfter(),
                now.since(),
                lastLook,
                generation.number() - 1,
                troubles.failures(),
                trouble(),
                warnings());
    }

    private List<String> warnings() {
        TlsVersion floor = config.limits().floor();
        return floor.isBroken()
                ? List.of("tls-min-version: TLS " + floor + ", which is broken, may be spoken")
                : List.of();
    }

    public SecurityConfig config() {
        return config;
    }

    InstantSource clock() {
        return clock;
    }
}
