package io.dm4j.it.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Greets as MariaDB does and then asks whoever comes to identify by client_ed25519, as the server does for accounts of its plugin
 * ed25519; the MariaDB that the tests run comes without that plugin.
 */
final class Ed25519Door implements AutoCloseable {
    private static final int HEADER = 4;
    private static final int NONCE = 32;
    /** Protocol 4.1, secure connection, plugin names, transactions, long passwords; no TLS. */
    private static final int LOW_CAPABILITIES = 0xA201;

    private static final int HIGH_CAPABILITIES = 0x0008;

    private final ServerSocket door;

    private Ed25519Door(ServerSocket door) {
        this.door = door;
    }

    static Ed25519Door open() {
        try {
            Ed25519Door opened = new Ed25519Door(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(opened::accept, "ed25519-door");
            thread.setDaemon(true);
            thread.start();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                greet(door.accept());
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void greet(Socket client) {
        try (client) {
            client.setSoTimeout(10_000);
            OutputStream out = client.getOutputStream();
            InputStream in = client.getInputStream();
            out.write(packet(0, greeting()));
            byte[] header = in.readNBytes(HEADER);
            if (header.length == HEADER) {
                in.readNBytes((header[0] & 0xFF) | (header[1] & 0xFF) << 8 | (header[2] & 0xFF) << 16);
                out.write(packet(header[3] + 1, request()));
                in.readAllBytes();
            }
        } catch (IOException gone) {
            // It has heard enough.
        }
    }

    private static byte[] greeting() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(10);
        text.writeBytes("5.5.5-11.4.5-MariaDB\0".getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(new byte[] {1, 0, 0, 0});
        text.writeBytes("12345678\0".getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(new byte[] {(byte) LOW_CAPABILITIES, (byte) (LOW_CAPABILITIES >> 8), 45, 2, 0});
        text.writeBytes(new byte[] {HIGH_CAPABILITIES, 0, 21});
        text.writeBytes(new byte[10]);
        text.writeBytes("123456789012\0mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        return text.toByteArray();
    }

    private static byte[] request() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(0xFE);
        text.writeBytes("client_ed25519\0".getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(new byte[NONCE]);
        return text.toByteArray();
    }

    private static byte[] packet(int number, byte[] payload) {
        byte[] packet = new byte[HEADER + payload.length];
        packet[0] = (byte) payload.length;
        packet[1] = (byte) (payload.length >> 8);
        packet[3] = (byte) number;
        System.arraycopy(payload, 0, packet, HEADER, payload.length);
        return packet;
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
