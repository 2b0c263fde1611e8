package io.dm4j.doctor;

import io.dm4j.config.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A real connection to a node's port under the set of a file; nothing is asked there. */
final class Handshake {
    private static final int BOUND_MILLIS = 5000;
    /** In TLS 1.3 a server refuses the client's certificate only after the client thinks it is done. */
    private static final int SECOND_THOUGHT_MILLIS = 500;

    private final Party own;
    private final InstantSource clock;

    Handshake(Party own, InstantSource clock) {
        this.own = own;
        this.clock = clock;
    }

    Finding with(Address peer) {
        String what = "peer " + peer;
        try (Socket wire = new Socket()) {
            wire.connect(new InetSocketAddress(peer.host(), peer.port()), BOUND_MILLIS);
            wire.setSoTimeout(BOUND_MILLIS);
            return over(wire, peer, what);
        } catch (UnknownHostException e) {
            return Finding.error(what, "no such host", "Check the address and this machine's resolver");
        } catch (IOException e) {
            return Finding.error(what, "no connection: " + e.getMessage(), "Check that the node runs, and its address");
        }
    }

    private Finding over(Socket wire, Address peer, String what) throws IOException {
        try (SSLSocket socket = (SSLSocket)
                own.generation().sslContext().getSocketFactory().createSocket(wire, peer.host(), peer.port(), true)) {
            socket.setSSLParameters(own.generation().clientParameters());
            socket.startHandshake();
            awaitSecondThought(socket);
            return shaken(socket.getSession(), what);
        } catch (SSLException e) {
            return Finding.error(
                    what,
                    "no handshake: " + e.getMessage(),
                    "The CA of each must be in the other's ssl-ca, the host among the node's alternative names, and the"
                            + " node must speak TLS");
        }
    }

    private static void awaitSecondThought(SSLSocket socket) throws IOException {
        socket.setSoTimeout(SECOND_THOUGHT_MILLIS);
        try {
            if (socket.getInputStream().read() < 0) {
                throw new SSLException("the node closed the connection at once");
            }
        } catch (SocketTimeoutException quiet) {
            // It waits for a request: we are let in.
            return;
        }
    }

    private Finding shaken(SSLSession session, String what) throws SSLException {
        X509Certificate leaf = (X509Certificate) session.getPeerCertificates()[0];
        long days = Duration.between(clock.instant(), leaf.getNotAfter().toInstant())
                .toDays();
        return Finding.ok(
                what,
                session.getProtocol() + " with "
                        + leaf.getSubjectX500Principal().getName() + ", whose certificate has " + days + " days left");
    }
}
