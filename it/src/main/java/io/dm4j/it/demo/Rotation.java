package io.dm4j.it.demo;

import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.Party;
import io.dm4j.it.cluster.PeerCertificate;
import io.dm4j.it.cluster.Servers;
import io.dm4j.it.cluster.Trust;
import io.dm4j.it.server.DatabaseServer;
import io.vertx.mysqlclient.MySQLException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Replaces authority, certificates and keys of all parts on disk, and asks every port who it is now. */
final class Rotation {
    private static final int NO_SUCH_CONNECTION = 1094;

    private final Screen screen;
    private final Trust trust;
    private final Servers servers;
    private final Installation installation;

    Rotation(Screen screen, Trust trust, Servers servers, Installation installation) {
        this.screen = screen;
        this.trust = trust;
        this.servers = servers;
        this.installation = installation;
    }

    void run(Map<String, Long> pids) throws IOException, GeneralSecurityException {
        String before = ports(pids);
        screen.say("before:\n" + before);
        everywhere("1. both authorities trusted", trust::trustBoth);
        everywhere("2. new certificates and keys", trust::reissue);
        everywhere("3. the old authority removed", trust::trustNewOnly);
        screen.say("new connections meet now, same processes:\n" + ports(pids));
    }

    /** Every database connection of master and worker is cut, so that each must come back with the new certificate. */
    int cutDatabaseConnections() {
        return Stream.of(servers.upstream(), servers.downstream())
                .mapToInt(Rotation::cut)
                .sum();
    }

    private static int cut(DatabaseServer server) {
        List<List<String>> connections = server.query(
                "SELECT CAST(ID AS CHAR) FROM information_schema.PROCESSLIST WHERE USER = '" + Installation.USER + "'");
        connections.forEach(row -> kill(server, row.get(0)));
        return connections.size();
    }

    private static void kill(DatabaseServer server, String connection) {
        try {
            server.execute("KILL " + connection);
        } catch (MySQLException e) {
            // It may have ended by itself meanwhile.
            if (e.getErrorCode() != NO_SUCH_CONNECTION) {
                throw e;
            }
        }
    }

    private void everywhere(String what, Consumer<Party> change) {
        for (Party party : Party.values()) {
            switch (party) {
                case UPSTREAM -> servers.upstream().reloadCertificates(() -> change.accept(party));
                case DOWNSTREAM -> servers.downstream().reloadCertificates(() -> change.accept(party));
                default -> change.accept(party);
            }
        }
        screen.say(what + ": " + Party.values().length + " sets of files");
    }

    private String ports(Map<String, Long> pids) throws IOException, GeneralSecurityException {
        return line("dm-master", pids, node(installation.masterPort(), Party.DMCTL))
                + line("dm-worker", pids, node(installation.workerPort(), Party.MASTER))
                + line("upstream", pids, database(servers.upstream()))
                + line("downstream", pids, database(servers.downstream()));
    }

    private X509Certificate node(int port, Party as) throws IOException, GeneralSecurityException {
        return PeerCertificate.ofNode(port, trust.files(as));
    }

    private X509Certificate database(DatabaseServer server) throws IOException, GeneralSecurityException {
        return PeerCertificate.ofDatabase(server.port(), trust.files(Party.REPLICATOR));
    }

    private static String line(String part, Map<String, Long> pids, X509Certificate met) {
        return String.format(
                "  %-11s pid %-7d %-17s serial %-17s of %s%n",
                part,
                pids.get(part),
                met.getSubjectX500Principal(),
                met.getSerialNumber().toString(16),
                met.getIssuerX500Principal());
    }
}
