package io.dm4j.it.server;

import io.dm4j.config.Address;
import io.dm4j.pki.PemFiles;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a test signs in to a server, by Vert.x's means alone.
 *
 * @param server whose CA is trusted, whatever the host is called; none = plain text
 * @param client the certificate to show, if any
 */
public record Login(
        Address address, String user, String password, Optional<PemFiles> server, Optional<PemFiles> client) {

    /** A new session. */
    public SqlSession open() {
        MySQLConnectOptions connect = new MySQLConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setUser(user)
                .setPassword(password)
                .setCharset("utf8mb4");
        server.ifPresent(files -> connect.setSslMode(SslMode.VERIFY_CA).setSslOptions(tls(files)));
        return SqlSession.open(connect);
    }

    private ClientSSLOptions tls(PemFiles trusted) {
        ClientSSLOptions ssl = new ClientSSLOptions()
                .setHostnameVerificationAlgorithm("")
                .setTrustOptions(new PemTrustOptions().addCertValue(read(trusted.ca())));
        client.ifPresent(files -> ssl.setKeyCertOptions(
                new PemKeyCertOptions().addCertValue(read(files.cert())).addKeyValue(read(files.key()))));
        return ssl;
    }

    private static Buffer read(Path file) {
        return Buffer.buffer(Archives.text(file));
    }
}
