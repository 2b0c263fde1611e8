package io.dm4j.it.cluster;

import io.dm4j.pki.PemFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Opens a new connection with the files of one party and tells whom it met: the independent witness of a rotation. */
public final class PeerCertificate {
    private static final char[] NO_PASSWORD = new char[0];
    private static final int TIMEOUT_MILLIS = 10_000;
    /** CLIENT_PROTOCOL_41, CLIENT_SSL, CLIENT_SECURE_CONNECTION: the request for TLS, packet number 1, 32 bytes. */
    private static final byte[] MYSQL_TLS_REQUEST = new byte[36];

    static {
        byte[] start = {32, 0, 0, 1, 0, (byte) 0x8a, 0, 0, 0, 0, 0, 1, 45};
        System.arraycopy(start, 0, MYSQL_TLS_REQUEST, 0, start.length);
    }

    private PeerCertificate() {}

    /** Of a port that begins with TLS. */
    public static X509Certificate ofNode(int port, PemFiles own) throws IOException, GeneralSecurityException {
        try (Socket socket = connect(port)) {
            return handshake(socket, port, own);
        }
    }

    /** Of a database, which begins in plain text and is asked for TLS. */
    public static X509Certificate ofDatabase(int port, PemFiles own) throws IOException, GeneralSecurityException {
        try (Socket socket = connect(port)) {
            InputStream in = socket.getInputStream();
            byte[] header = in.readNBytes(4);
            in.readNBytes((header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16);
            socket.getOutputStream().write(MYSQL_TLS_REQUEST);
            return handshake(socket, port, own);
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static X509Certificate handshake(Socket socket, int port, PemFiles own)
            throws IOException, GeneralSecurityException {
        try (SSLSocket tls =
                (SSLSocket) context(own).getSocketFactory().createSocket(socket, "127.0.0.1", port, true)) {
            tls.startHandshake();
            return (X509Certificate) tls.getSession().getPeerCertificates()[0];
        }
    }

    /** A context of the files as they are now. */
    public static SSLContext context(PemFiles own) throws IOException, GeneralSecurityException {
        KeyStore trusted = emptyStore();
        int count = 0;
        for (Certificate authority : certificates(own.ca())) {
            trusted.setCertificateEntry("ca" + count++, authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        KeyStore identity = emptyStore();
        identity.setKeyEntry(
                "own", key(own), NO_PASSWORD, certificates(own.cert()).toArray(new Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(identity, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(java.nio.file.Path file)
            throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static java.security.PrivateKey key(PemFiles own) throws IOException, GeneralSecurityException {
        String body = Files.readString(own.key()).replaceAll("-----[^-]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }
}
