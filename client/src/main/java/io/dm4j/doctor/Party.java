package io.dm4j.doctor;

import io.dm4j.tls.TlsGeneration;
import io.dm4j.tls.TlsStatus;
import io.dm4j.tls.TlsStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One side of a connection: its file, and the set that it would serve or call with. */
record Party(CheckedFile file, TlsStore store) {
    /** Stands for any key exchange: what TLS 1.3 tells a trust manager, too. */
    private static final String ANY_EXCHANGE = "UNKNOWN";

    TlsGeneration generation() {
        return store.last();
    }

    TlsStatus status() {
        return store.status();
    }

    Optional<TlsStatus.CertificateStatus> certificate() {
        return status().own();
    }

    X509Certificate leaf() {
        return generation().chain().get(0);
    }

    HostNames hosts() {
        return new HostNames(
                certificate().map(TlsStatus.CertificateStatus::alternativeNames).orElse(List.of()));
    }

    String trusted() {
        return status().authorities().stream()
                .map(TlsStatus.CertificateStatus::subject)
                .collect(Collectors.joining(", ", "trusts ", ""));
    }

    /** As the port judges a caller: chain, then list. */
    Finding isTrustedAt(Party port, String what) {
        if (generation().chain().isEmpty()) {
            return Finding.error(
                    what, "the caller has no certificate, the port wants one", "Name ssl-cert and ssl-key in " + file);
        }
        try {
            port.generation().trust().checkClientTrusted(chain(), ANY_EXCHANGE);
        } catch (CertificateException e) {
            return untrusted(what, port);
        }
        return port.generation().allowed().identify(leaf()).isPresent()
                ? Finding.ok(what, certificate().orElseThrow().subject() + " may call")
                : Finding.error(
                        what,
                        "refused: " + port.generation().allowed().whyNot(leaf()) + " "
                                + port.generation().allowed(),
                        "Add the name in " + port.file() + ", or call with a listed certificate");
    }

    /** As a caller judges the port: list, then chain. */
    Finding isTrustedFrom(Party caller, String what) {
        if (caller.generation().allowed().identify(leaf()).isEmpty()) {
            return Finding.error(
                    what,
                    "the caller refuses: " + caller.generation().allowed().whyNot(leaf()) + " "
                            + caller.generation().allowed(),
                    "Add the name in " + caller.file() + ": it holds those it calls to its list");
        }
        try {
            caller.generation().trust().checkServerTrusted(chain(), ANY_EXCHANGE);
            return Finding.ok(what, certificate().orElseThrow().subject() + " may answer");
        } catch (CertificateException e) {
            return untrusted(what, caller);
        }
    }

    private Finding untrusted(String what, Party judge) {
        return Finding.error(
                what,
                certificate().orElseThrow().subject() + ", issued by "
                        + certificate().orElseThrow().issuer() + ", is not trusted: " + judge.file() + " "
                        + judge.trusted(),
                "Add the CA of " + file + " to the ssl-ca of " + judge.file());
    }

    private X509Certificate[] chain() {
        return generation().chain().toArray(X509Certificate[]::new);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
