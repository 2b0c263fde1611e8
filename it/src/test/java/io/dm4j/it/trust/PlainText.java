package io.dm4j.it.trust;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says something to a port without TLS, and listens until it hangs up. */
final class PlainText {
    private static final int TIMEOUT_MILLIS = 10_000;

    private PlainText() {}

    /** All bytes that came back before the port hung up. */
    static byte[] answer(int port, String words) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes();
        }
    }
}
