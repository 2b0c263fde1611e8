package io.dm4j.it.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;

/**
 * Stands between a client and a database server and wants to read along: it tells the client that the server knows no TLS. Keeps
 * all that clients say.
 */
final class StrippingProxy implements AutoCloseable {
    private static final int TLS_OFFERED = 0x08;
    /** Error 1043 with SQL state 08S01, as a server without TLS answers to the request for it; the second packet. */
    private static final byte[] BAD_HANDSHAKE =
            HexFormat.of().parseHex("16000002ff13042330385330314261642068616e647368616b65");

    /** What it does with a client that will have TLS all the same. */
    enum Manner {
        /** Hands on what it cannot read. */
        PASSES_ON,
        /** Answers as a server would that knows no TLS. */
        REFUSES
    }

    private final ServerSocket door;
    private final int server;
    private final Manner manner;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private StrippingProxy(ServerSocket door, int server, Manner manner) {
        this.door = door;
        this.server = server;
        this.manner = manner;
    }

    static StrippingProxy before(int server, Manner manner) {
        try {
            ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            StrippingProxy proxy = new StrippingProxy(door, server, manner);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** All bytes of all clients. */
    byte[] heard() {
        synchronized (heard) {
            return heard.toByteArray();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "stripping-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket("127.0.0.1", server)) {
            greet(upstream.getInputStream(), client.getOutputStream());
            daemon(() -> pump(upstream, client));
            listen(client, upstream);
        } catch (IOException gone) {
            // One of both has left.
        }
    }

    /** The greeting: header, version 10, the server's name up to a zero, connection 4, scramble 8, filler 1, flags. */
    private static void greet(InputStream server, OutputStream client) throws IOException {
        byte[] header = server.readNBytes(4);
        byte[] greeting = server.readNBytes((header[0] & 0xff) | (header[1] & 0xff) << 8);
        int flags = 1;
        while (greeting[flags] != 0) {
            flags++;
        }
        flags += 1 + 4 + 8 + 1;
        greeting[flags + 1] &= ~TLS_OFFERED;
        client.write(header);
        client.write(greeting);
        client.flush();
    }

    private void listen(Socket client, Socket upstream) throws IOException {
        byte[] buffer = new byte[16_384];
        InputStream from = client.getInputStream();
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            synchronized (heard) {
                heard.write(buffer, 0, n);
            }
            if (manner == Manner.REFUSES) {
                client.getOutputStream().write(BAD_HANDSHAKE);
                client.getOutputStream().flush();
            } else {
                upstream.getOutputStream().write(buffer, 0, n);
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException gone) {
            // One of both has left.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
