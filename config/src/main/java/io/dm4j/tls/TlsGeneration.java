package io.dm4j.tls;

import io.dm4j.config.SecurityConfig;
import io.dm4j.config.ServerIdentity;
import io.dm4j.config.TlsLimits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A set of {CA, chain, key, revocation lists, allow-lists} that passed its check as a whole; immutable. What is made of it is made once, so
 * that sessions resume within a generation and never across two. Any thread.
 */
public final class TlsGeneration {
    private final long number;
    private final List<X509Certificate> anchors;
    private final Optional<KeyPair> pair;
    private final AllowedNames allowed;
    private final ServerIdentity server;
    private final TlsLimits limits;
    private final X509ExtendedTrustManager trust;
    private final TrustOptions trustWrapped;
    private final Optional<GenerationKeyOptions> keysWrapped;
    private final SSLContext sslContext;
    private final Instant notAfter;
    private final ChainTrust chains;

    TlsGeneration(
            long number,
            List<X509Certificate> anchors,
            Optional<KeyPair> pair,
            ChainTrust chains,
            AllowedNames allowed,
            SecurityConfig config) {
        this.number = number;
        this.anchors = List.copyOf(anchors);
        this.pair = pair;
        this.allowed = allowed;
        this.chains = chains;
        this.server = config.server();
        this.limits = config.limits();
        this.trust = trustNoting(new SessionEnd());
        this.trustWrapped = new GenerationTrustOptions(Factories.of(trust));
        this.keysWrapped = pair.map(own -> new GenerationKeyOptions(Factories.of(new FixedKeyManager(own))));
        this.sslContext = newContext();
        this.notAfter = end();
    }

    private Instant end() {
        Instant lastCa = anchors.stream()
                .map(Certificates::until)
                .max(Instant::compareTo)
                .orElse(Instant.MAX);
        Instant own = Certificates.firstEnd(chain());
        return own.isBefore(lastCa) ? own : lastCa;
    }

    private SSLContext newContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys().map(KeyManagerFactory::getKeyManagers).orElse(new KeyManager[0]),
                    new TrustManager[] {trust},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw TlsError.ENGINE_FAILED.because(e, "this Java cannot make a TLS context");
        }
    }

    /** Counts up in its store, from 1. */
    public long number() {
        return number;
    }

    /** The own certificates, leaf first; empty for a client without one. */
    public List<X509Certificate> chain() {
        return pair.map(KeyPair::chain).orElse(List.of());
    }

    /** The CA certificates. */
    public List<X509Certificate> anchors() {
        return anchors;
    }

    /** Checks chain and dates, and for a server also the allow-list. */
    public X509ExtendedTrustManager trust() {
        return trust;
    }

    /** As {@link #trust()}, for a context whose sessions end with the certificates that are seen. */
    X509ExtendedTrustManager trustNoting(SessionEnd sessions) {
        return new GenerationTrust(chains, allowed, server, sessions);
    }

    /** When what is thought of this chain must be thought again: a certificate of it, or a CA, ends. */
    Instant nextEnd(List<X509Certificate> peer, Instant now) {
        return chains.nextEnd(peer, now);
    }

    /** Whom not to trust any more. */
    Revocations revocations() {
        return chains.revocations();
    }

    /** True if no list, neither of names nor of revoked certificates, and no other name stands between. */
    boolean isVerifiedByChainAndHost() {
        return allowed.admitsEveryName()
                && revocations().lists().isEmpty()
                && server.name().isEmpty()
                && server.fingerprints().isEmpty();
    }

    /** The own pair; empty for a client without one. */
    public Optional<KeyManagerFactory> keys() {
        return keysWrapped.map(GenerationKeyOptions::factory);
    }

    /** The valid CA certificates, by value. Knows nothing of the lists; {@link TlsClient#options} does. */
    public PemTrustOptions trustOptions() {
        PemTrustOptions options = new PemTrustOptions();
        chains.validAnchors().forEach(anchor -> options.addCertValue(PemWriter.certificate(anchor)));
        return options;
    }

    Optional<KeyPair> pair() {
        return pair;
    }

    /** The own pair by value, as PKCS#8 whatever the file's form; empty without a pair, or with one Vert.x cannot read. */
    public Optional<PemKeyCertOptions> keyCertOptions() {
        return pair.filter(KeyPair::isKnownToVertx).map(own -> new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(PemWriter.chain(own.chain())))
                .addKeyValue(PemWriter.key(own.key())));
    }

    /** Trust and allow-list as options of this generation only. */
    TrustOptions trustWrapped() {
        return trustWrapped;
    }

    Optional<KeyCertOptions> keysWrapped() {
        return keysWrapped.map(KeyCertOptions.class::cast);
    }

    /** Why a server that a session was opened to before would be refused now, host aside; empty if it would not. */
    public Optional<CertificateException> refusalOf(SSLSession session) {
        ShownChain chain = ShownChain.of(session);
        if (chain.isEmpty()) {
            return Optional.of(new CertificateException("the server showed no certificate"));
        }
        try {
            chain.requireTrustedServer(this);
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of(e);
        }
    }

    /** For blocking clients: trust, allow-list for servers, own pair. Goes with {@link #clientParameters()}. */
    public SSLContext sslContext() {
        return sslContext;
    }

    /** For blocking clients' sockets: what a handshake may agree on, and that the host is verified where it is asked for. */
    public SSLParameters clientParameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(limits.protocols().toArray(String[]::new));
        if (!limits.cipherSuites().isEmpty()) {
            parameters.setCipherSuites(limits.cipherSuites().toArray(String[]::new));
        }
        if (server.isByHost()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    public AllowedNames allowed() {
        return allowed;
    }

    /** What a client asks of a server beside the chain. */
    public ServerIdentity server() {
        return server;
    }

    /** What a handshake may agree on. */
    public TlsLimits limits() {
        return limits;
    }

    /** When the first certificate of the own chain ends, or the last CA if that is sooner. */
    public Instant notAfter() {
        return notAfter;
    }

    /** One line for an operator: no secret in it. */
    public String describe() {
        String own = pair.map(p -> "certificate of " + p + " serial "
                        + p.leaf().getSerialNumber().toString(16))
                .orElse("no certificate of its own");
        return "generation " + number + ": " + own + ", valid until " + notAfter() + ", trusts "
                + anchors.stream().map(Certificates::subject).toList() + ", admits " + allowed;
    }

    @Override
    public String toString() {
        return describe();
    }
}
