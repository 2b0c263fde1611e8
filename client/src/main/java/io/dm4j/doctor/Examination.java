package io.dm4j.doctor;

import io.dm4j.config.Address;
import io.dm4j.config.ConfigException;
import io.dm4j.config.Problem;
import io.dm4j.error.DmException;
import io.dm4j.tls.TlsGeneration;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStatus;
import io.dm4j.tls.TlsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at one configuration file and its TLS files on this machine, then at those of the other side. One at a time. */
public final class Examination {
    /** Days before the end of a certificate from which it is worth a warning. */
    private static final long SOON = 30;

    private static final Set<PosixFilePermission> FOREIGN = PosixFilePermissions.fromString("----w-rwx");

    private final InstantSource clock;
    private final List<Finding> findings = new ArrayList<>();

    public Examination() {
        this(InstantSource.system());
    }

    Examination(InstantSource clock) {
        this.clock = clock;
    }

    /** What was found, in the order of looking: the own file first. */
    public List<Finding> of(Path own, Optional<Path> other, List<Address> peers) {
        Optional<Party> here = party(own);
        here.ifPresent(this::ownSet);
        here.ifPresent(party -> other.flatMap(this::party).ifPresent(there -> meet(party, there)));
        here.ifPresent(party -> peers.forEach(peer -> findings.add(new Handshake(party, clock).with(peer))));
        return List.copyOf(findings);
    }

    private Optional<Party> party(Path path) {
        try {
            CheckedFile file = CheckedFile.read(path);
            if (!file.security().wantsTls()) {
                findings.add(Finding.warning(
                        file.toString(),
                        "a " + file.kind() + " file without TLS: plain text",
                        "Name ssl-ca, ssl-cert and ssl-key"));
                return Optional.empty();
            }
            return opened(file);
        } catch (ConfigException wrong) {
            wrong.problems().forEach(problem -> findings.add(unreadable(problem)));
            return Optional.empty();
        }
    }

    private static Finding unreadable(Problem problem) {
        String what = problem.file() + (problem.line() > 0 ? ":" + problem.line() : "");
        String key = problem.key().isEmpty() ? "" : problem.key() + ": ";
        return Finding.error(what, key + problem.message(), "Correct the file");
    }

    /** A set must be good for all that its owner does. */
    private Optional<Party> opened(CheckedFile file) {
        try {
            TlsStore last = null;
            for (TlsRole role : file.kind().roles()) {
                last = TlsStore.open(file.security(), role);
            }
            return Optional.of(new Party(file, last));
        } catch (DmException refused) {
            findings.add(Finding.error(file.toString(), refused.what(), refused.workaround()));
            return Optional.empty();
        }
    }

    private void ownSet(Party own) {
        own.certificate()
                .ifPresentOrElse(
                        certificate -> identity(own, certificate),
                        () -> findings.add(Finding.ok(
                                own.file().toString(),
                                "a " + own.file().kind() + " file: no certificate of its own, " + own.trusted())));
        dates(own);
        permissions(own);
        if (own.file().kind().listens()) {
            host(own);
            ownList(own);
        }
        own.status()
                .warnings()
                .forEach(warning -> findings.add(Finding.warning(own.file().toString(), warning, "")));
    }

    private void identity(Party own, TlsStatus.CertificateStatus certificate) {
        findings.add(Finding.ok(
                own.file().toString(),
                "a " + own.file().kind() + " file: " + certificate.subject()
                        + ", key and certificate are a pair, usable for its role, " + own.trusted()));
    }

    private void dates(Party own) {
        Instant end = own.generation().notAfter();
        long days = Duration.between(clock.instant(), end).toDays();
        String found = "valid until " + end + ", " + days + " days";
        findings.add(
                days > SOON
                        ? Finding.ok("dates", found)
                        : Finding.warning("dates", found, "Renew it: dmctl cert renew, or your own CA"));
    }

    private void permissions(Party own) {
        String path = own.file().security().key().path();
        if (path.isEmpty()) {
            return;
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(Path.of(path));
            String found = path + " is " + PosixFilePermissions.toString(permissions);
            findings.add(
                    permissions.stream().noneMatch(FOREIGN::contains)
                            ? Finding.ok("ssl-key", found)
                            : Finding.warning(
                                    "ssl-key",
                                    found + ": open to others than its owner and group",
                                    "chmod 600 " + path));
        } catch (IOException | UnsupportedOperationException e) {
            findings.add(Finding.warning("ssl-key", path + ": its permissions cannot be read here", "Look yourself"));
        }
    }

    private void host(Party own) {
        own.file().reachedAt().ifPresent(address -> findings.add(reached(own, address.host(), "advertise-addr")));
    }

    private static Finding reached(Party party, String host, String what) {
        return party.hosts().cover(host)
                ? Finding.ok(what, "the certificate of " + party.file() + " is for " + host)
                : Finding.error(
                        what,
                        "the certificate of " + party.file() + " is not for " + host + " but for "
                                + party.hosts().alternatives(),
                        "Issue it with " + host
                                + " among its subject alternative names, or reach the node under one of them");
    }

    private void ownList(Party own) {
        TlsGeneration generation = own.generation();
        if (generation.allowed().admitsEveryName()) {
            findings.add(Finding.warning(
                    "cert-allowed-cn",
                    "is empty: whoever holds a certificate of the CA may call",
                    "List who may call"));
        } else if (generation.allowed().identify(own.leaf()).isEmpty()) {
            findings.add(Finding.warning(
                    "cert-allowed-cn",
                    generation.allowed().whyNot(own.leaf()) + " of this file itself " + generation.allowed(),
                    "Add the own name if nodes share one list; they hold those they call to it, too"));
        } else {
            findings.add(Finding.ok("cert-allowed-cn", generation.allowed() + " with the own name"));
        }
    }

    /** Who of the two calls the other: nodes both ways, dmctl a node. */
    private void meet(Party here, Party there) {
        if (here.file().kind().isOfADatabase() || there.file().kind().isOfADatabase()) {
            findings.add(Finding.error(
                    there.file().toString(),
                    "a " + here.file().kind() + " file and a " + there.file().kind() + " file do not meet",
                    "Name two files of dm-master, dm-worker and dmctl; check-task tries databases"));
            return;
        }
        call(here, there);
        call(there, here);
    }

    private void call(Party caller, Party port) {
        if (port.file().kind().listens()) {
            String what = caller.file() + " -> " + port.file();
            findings.add(caller.isTrustedAt(port, what));
            findings.add(port.isTrustedFrom(caller, what));
            caller.file().dials().stream()
                    .filter(address -> meant(address, port))
                    .map(Address::host)
                    .distinct()
                    .forEach(host -> findings.add(reached(port, host, what)));
        }
    }

    private static boolean meant(Address dialed, Party port) {
        return port.file().reachedAt().filter(at -> at.port() == dialed.port()).isPresent();
    }
}
