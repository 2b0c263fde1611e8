package io.dm4j.it.trust;

import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** A caller that shares no code with the product: the JDK's HTTP client, which checks the server's chain and host name. */
public final class Caller {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final byte[] EMPTY_MESSAGE = new byte[5];

    private final SSLContext context;
    private final String tlsVersion;
    private final Map<HttpClient.Version, HttpClient> clients = new EnumMap<>(HttpClient.Version.class);

    private Caller(SSLContext context, String tlsVersion) {
        this.context = context;
        this.tlsVersion = tlsVersion;
    }

    public static Caller as(Issued own, CertificateAuthority trusted) {
        return new Caller(context(trusted, new FixedIdentity(own)), "TLSv1.3");
    }

    static Caller withoutCertificate(CertificateAuthority trusted) {
        return new Caller(context(trusted), "TLSv1.3");
    }

    Caller by(String version) {
        return new Caller(context, version);
    }

    /** The answer to GET, by this version of HTTP and no other. */
    HttpResponse<String> get(int port, HttpClient.Version version, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .build();
        HttpResponse<String> answer = send(version, request, HttpResponse.BodyHandlers.ofString());
        if (answer.version() != version) {
            throw new AssertionError("answered by " + answer.version());
        }
        return answer;
    }

    /** The answer to a call with a body, empty for none. */
    public HttpResponse<String> call(int port, String method, String path, String json) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("content-type", "application/json")
                .method(
                        method,
                        json.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json))
                .build();
        return send(HttpClient.Version.HTTP_2, request, HttpResponse.BodyHandlers.ofString());
    }

    /** The answer to an empty message; one that is refused has its status among the headers, as it has trailers only. */
    HttpResponse<byte[]> grpc(int port, String method) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/" + method))
                .timeout(TIMEOUT)
                .header("content-type", "application/grpc")
                .header("te", "trailers")
                .POST(HttpRequest.BodyPublishers.ofByteArray(EMPTY_MESSAGE))
                .build();
        return send(HttpClient.Version.HTTP_2, request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The message in an answer, without the five bytes before it. */
    static byte[] message(HttpResponse<byte[]> answer) {
        return Arrays.copyOfRange(answer.body(), EMPTY_MESSAGE.length, answer.body().length);
    }

    private <T> HttpResponse<T> send(HttpClient.Version version, HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException {
        try {
            return clients.computeIfAbsent(version, this::client).send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpClient client(HttpClient.Version version) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {tlsVersion});
        return HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(parameters)
                .version(version)
                .build();
    }

    /** Trusts one authority, and shows what the managers have. */
    static SSLContext context(CertificateAuthority trusted, KeyManager... own) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", trusted.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
