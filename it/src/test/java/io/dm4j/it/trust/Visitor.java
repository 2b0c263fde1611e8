package io.dm4j.it.trust;

import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Opens a connection, asks a node for its status, reads the answer and leaves: a full handshake each time, none resumed. */
final class Visitor {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final byte[] QUESTION =
            "GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LET_IN = "HTTP/1.1 200";

    private final Issued own;
    private final CertificateAuthority trusted;
    private final int port;

    Visitor(Issued own, CertificateAuthority trusted, int port) {
        this.own = own;
        this.trusted = trusted;
        this.port = port;
    }

    /** The serial number of the certificate the node showed. Anything but being let in is an IOException. */
    BigInteger visit(String tlsVersion) throws IOException {
        // of its own for each visit: sessions live in it
        SSLContext context = Caller.context(trusted, new FixedIdentity(own));
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setEnabledProtocols(new String[] {tlsVersion});
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            socket.startHandshake();
            socket.getOutputStream().write(QUESTION);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!answer.startsWith(LET_IN)) {
                throw new IOException(answer.isEmpty() ? "closed without an answer" : answer);
            }
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }
}
