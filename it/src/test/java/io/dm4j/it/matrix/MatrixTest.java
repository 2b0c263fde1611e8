package io.dm4j.it.matrix;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.OneJvmCluster;
import io.dm4j.it.cluster.Pair;
import io.dm4j.it.cluster.Party;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.Database;
import io.dm4j.it.server.SharedServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.DockerClientFactory;

/** Servers newer than those that come as jars: copied and followed, or written to, every connection under mutual TLS. */
class MatrixTest {

    @BeforeEach
    void needsDocker() {
        boolean there = DockerClientFactory.instance().isDockerAvailable();
        if (!there) {
            System.err.println(
                    "*** SKIPPED: MySQL 8.4 and 9, MariaDB 11.8 and TiDB need a Docker, and there is none here");
        }
        assumeTrue(there, "there is no Docker here");
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerImage.class,
            names = {"MYSQL_8_4", "MYSQL_9", "MARIADB_11_8"})
    void aNewerServerIsCopiedAndFollowed(ServerImage image) {
        assumeWanted(image);
        try (ServerContainer source = ServerContainer.start(image, Pair.trust().files(Party.UPSTREAM))) {
            migrate(source, Pair.any().servers().downstream(), source);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerImage.class,
            names = {"MYSQL_8_4", "MYSQL_9", "MARIADB_11_8", "TIDB"})
    void aNewerServerIsWrittenTo(ServerImage image) {
        assumeWanted(image);
        try (ServerContainer target = ServerContainer.start(image, Pair.trust().files(Party.DOWNSTREAM))) {
            migrate(Pair.any().servers().upstream(), target, target);
        }
    }

    private static void assumeWanted(ServerImage image) {
        assumeTrue(!image.image().isEmpty(), image + " was left out by name");
    }

    private static void migrate(Database source, Database target, Database fresh) {
        fresh.createAccount(Installation.USER, Installation.PASSWORD, Access.CLIENT_CERTIFICATE);
        try (OneJvmCluster cluster = new OneJvmCluster()) {
            cluster.assertCopiesAndFollows(source, target, SharedServers.schema("matrix"));
        }
    }
}
