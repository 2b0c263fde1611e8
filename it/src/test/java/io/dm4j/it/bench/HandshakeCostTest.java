package io.dm4j.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.config.SecurityConfig;
import io.dm4j.part.LongPart;
import io.dm4j.part.Part;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.dm4j.tls.TlsGeneration;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsServer;
import io.dm4j.tls.TlsStore;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLEngineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What it costs a server to look at its files at each connection: full handshakes with a client certificate, each beside one
 * with Vert.x's own options for the same files, which never look again.
 */
class HandshakeCostTest {
    private static final long SEED = 11;
    private static final String VERSION = "TLSv1.3";
    /** A server that makes a new context for each connection, or parses the files, is above it. */
    private static final double BOUND = 2;

    enum Engine {
        JDK,
        OPENSSL;

        SSLEngineOptions options() {
            return this == JDK ? new JdkSSLEngineOptions() : new OpenSSLEngineOptions();
        }
    }

    @TempDir
    Path directory;

    @LongPart("handshake-cost")
    @ParameterizedTest
    @EnumSource(Engine.class)
    void aHandshakeWithLiveFilesCostsWhatOneWithStaticFilesDoes(Engine engine, Part part) throws Exception {
        assumeTrue(engine == Engine.JDK || OpenSSLEngineOptions.isAvailable(), "no OpenSSL here");
        int pairs = part.count("pairs", 50, 2_000);
        int warmUp = part.count("warm-up", 20, 500);
        CertificateAuthority authority = CertificateAuthority.create("bench CA");
        PemFiles files = authority.issue(Leaf.named("bench")).writeTo(directory);
        TlsStore store = TlsStore.open(security(files), TlsRole.SERVER);
        TlsGeneration caller = TlsStore.open(security(files), TlsRole.CLIENT).last();
        double[] live = new double[pairs];
        double[] still = new double[pairs];

        try (HandshakePort liveFiles = HandshakePort.open(TlsServer.options(store, base(engine)));
                HandshakePort staticFiles = HandshakePort.open(still(files, engine))) {
            for (int i = -warmUp; i < pairs; i++) {
                boolean liveFirst = Math.floorMod(i, 2) == 0;
                double first = micros(liveFirst ? liveFiles : staticFiles, caller);
                double second = micros(liveFirst ? staticFiles : liveFiles, caller);
                if (i >= 0) {
                    live[i] = liveFirst ? first : second;
                    still[i] = liveFirst ? second : first;
                }
            }
        }

        PairedRatio ratio = PairedRatio.of(live, still, SEED);
        part.say("CPU ratio live/static", ratio);
        tell(String.format(
                Locale.ROOT,
                "handshake %s %s, P-256, %d pairs: server CPU median %.0f us live, %.0f us static, mean ratio %s%n",
                engine,
                VERSION,
                pairs,
                median(live),
                median(still),
                ratio));
        assertThat(median(live) / median(still)).isLessThan(BOUND);
    }

    /** A client without sessions: nothing resumes. */
    private static double micros(HandshakePort port, TlsGeneration caller)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                caller.keys().map(KeyManagerFactory::getKeyManagers).orElseThrow(),
                new TrustManager[] {caller.trust()},
                null);
        return port.microsOfOne(context, VERSION);
    }

    private static HttpServerOptions base(Engine engine) {
        return new HttpServerOptions().setSslEngineOptions(engine.options());
    }

    private static HttpServerOptions still(PemFiles files, Engine engine) {
        return base(engine)
                .setSsl(true)
                .setUseAlpn(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(files.cert().toString())
                        .setKeyPath(files.key().toString()))
                .setTrustOptions(new PemTrustOptions().addCertPath(files.ca().toString()));
    }

    private static SecurityConfig security(PemFiles files) {
        return SecurityConfig.files(
                files.ca().toString(), files.cert().toString(), files.key().toString());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void tell(String line) throws IOException {
        System.out.print(line);
        Files.writeString(
                Path.of("target", "handshakes.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
