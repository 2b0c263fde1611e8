package io.dm4j.it.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.it.server.SharedServers;
import org.junit.jupiter.api.Test;

/** {@code io.dm4j.verticles}: master and worker in one Vert.x between two real servers, every connection under mutual TLS. */
class OneJvmClusterTest {
    @Test
    void copiesAndFollowsUnderMutualTls() {
        assumeTrue(Pair.MYSQL_TO_MARIADB.canRun(), "MySQL cannot run here");
        Servers servers = Pair.MYSQL_TO_MARIADB.servers();
        try (OneJvmCluster cluster = new OneJvmCluster()) {
            cluster.assertCopiesAndFollows(servers.upstream(), servers.downstream(), SharedServers.schema("one_jvm"));
        }
    }
}
