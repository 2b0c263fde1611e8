package io.dm4j.it.demo;

import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.Party;
import io.dm4j.it.cluster.PeerCertificate;
import io.dm4j.it.cluster.Trust;
import io.dm4j.it.process.Answer;
import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** Callers that must not get in: a valid certificate with a name on nobody's list, and plain text. */
final class Refusals {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int FORBIDDEN = 403;

    private final Screen screen;
    private final Operator operator;
    private final Installation installation;
    private final Trust trust;

    Refusals(Screen screen, Operator operator, Installation installation, Trust trust) {
        this.screen = screen;
        this.operator = operator;
        this.installation = installation;
        this.trust = trust;
    }

    void show() throws IOException, GeneralSecurityException {
        refused(operator.dmctlWith("stranger.toml", "query-status"));
        forbidden("master", installation.masterPort());
        forbidden("worker", installation.workerPort());
        refused(operator.dmctlWith("plain.toml", "query-status"));
        noAnswer("master", installation.masterPort());
        noAnswer("worker", installation.workerPort());
    }

    private void refused(Answer answer) {
        screen.say("exit code " + answer.exitCode());
        if (answer.exitCode() == 0) {
            throw new DemoFailure("a caller that nobody listed was let in");
        }
    }

    private void forbidden(String part, int port) throws IOException, GeneralSecurityException {
        PemFiles stranger = trust.files(Party.STRANGER);
        HttpClient client = HttpClient.newBuilder()
                .sslContext(PeerCertificate.context(stranger))
                .build();
        HttpResponse<String> response = get(client, "https://127.0.0.1:" + port + "/status");
        screen.say("GET https://…:" + port + "/status of the " + part + " as CN " + Party.STRANGER.commonName() + ": "
                + response.statusCode() + " " + response.body());
        if (response.statusCode() != FORBIDDEN) {
            throw new DemoFailure("the " + part + " answered a caller that nobody listed");
        }
    }

    private void noAnswer(String part, int port) {
        try {
            HttpResponse<String> response = get(HttpClient.newHttpClient(), "http://127.0.0.1:" + port + "/status");
            throw new DemoFailure("the " + part + " answered plain text: " + response.statusCode());
        } catch (IOException refused) {
            screen.say("GET http://…:" + port + "/status of the " + part + " in plain text: " + refused.getMessage());
        }
    }

    private static HttpResponse<String> get(HttpClient client, String uri) throws IOException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(uri)).timeout(TIMEOUT).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
