package io.dm4j.tls;

import io.dm4j.config.SecurityConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A blocking HTTP/1.1 client on one TLS context: its sessions live in it, so a second call resumes where the server lets
 * it. Each call is a new connection.
 */
record SocketCaller(SSLContext context, String version) {

    /** What one exchange showed. */
    record Seen(int status, String body, X509Certificate server, long sessionStarted) {}

    Seen call(int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            socket.setEnabledProtocols(new String[] {version});
            socket.connect(new InetSocketAddress("127.0.0.1", port), 20_000);
            socket.startHandshake();
            socket.getOutputStream()
                    .write("GET /name HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = readAll(socket.getInputStream());
            return new Seen(
                    Integer.parseInt(answer.substring(9, 12)),
                    answer.substring(answer.indexOf("\r\n\r\n") + 4),
                    (X509Certificate) socket.getSession().getPeerCertificates()[0],
                    socket.getSession().getCreationTime());
        }
    }

    /** The Common Name that a port shows to a caller of this authority, which it must let in. */
    static String nameShown(TestPort port, TestCa authority, String version) throws IOException {
        TlsGeneration caller = CallersTest.generation(authority, Optional.of(authority.issue("caller")));
        Seen seen = new SocketCaller(caller.sslContext(), version).call(port.number());
        if (seen.status() != 200) {
            throw new IOException("answered with " + seen.status());
        }
        return LeafNames.of(seen.server()).commonName();
    }

    /** As {@link #nameShown(TestPort, TestCa, String)}, of a port that is open for this one call. */
    static String nameShown(Vertx vertx, SecurityConfig config, TestCa authority, String version) throws IOException {
        try (TestPort port = TestPort.open(vertx, TlsStore.open(config, TlsRole.SERVER))) {
            return nameShown(port, authority, version);
        }
    }

    private static String readAll(InputStream in) throws IOException {
        String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        if (answer.length() < 12) {
            throw new IOException("closed without an answer");
        }
        return answer;
    }
}
