package io.dm4j.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness of the rotation sees what a real server shows, before and after each step. */
class TrustTest {
    @TempDir
    Path directory;

    @Test
    void newConnectionsMeetTheNewCertificate() throws Exception {
        Trust trust = Trust.create(directory.resolve("tls"));
        ServerOptions options = ServerOptions.tls(trust.files(Party.DOWNSTREAM)).requiringTls();
        try (DatabaseServer server = TestServers.mariadb(directory.resolve("db"), options)) {
            var first = trust.certificate(Party.DOWNSTREAM).serial();
            assertThat(met(server, trust)).isEqualTo(first);

            server.reloadCertificates(() -> trust.trustBoth(Party.DOWNSTREAM));
            trust.trustBoth(Party.REPLICATOR);
            server.reloadCertificates(() -> trust.reissue(Party.DOWNSTREAM));
            trust.reissue(Party.REPLICATOR);
            server.reloadCertificates(() -> trust.trustNewOnly(Party.DOWNSTREAM));
            trust.trustNewOnly(Party.REPLICATOR);

            assertThat(met(server, trust))
                    .isEqualTo(trust.certificate(Party.DOWNSTREAM).serial())
                    .isNotEqualTo(first);
        }
    }

    private static java.math.BigInteger met(DatabaseServer server, Trust trust) throws Exception {
        return PeerCertificate.ofDatabase(server.port(), trust.files(Party.REPLICATOR))
                .getSerialNumber();
    }
}
