package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code list-member} on a running cluster: table and DM's JSON. */
@ExtendWith(LiveCluster.Shared.class)
class MemberCommandsTest {
    private final LiveCluster cluster;

    MemberCommandsTest(LiveCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void listsTheMembersInJson() {
        DmctlRun run = cluster.script("list-member");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(
                        """
                {
                    "result": true,
                    "msg": "",
                    "members": [
                        {
                            "leader": {
                                "msg": "",
                                "name": "m1",
                                "addr": "%1$s"
                            }
                        },
                        {
                            "master": {
                                "msg": "",
                                "masters": [
                                    {
                                        "name": "m1",
                                        "memberID": "3349519705032831690",
                                        "alive": true,
                                        "peerURLs": [
                """
                                .formatted(cluster.masterAddress()));
        assertThat(run.out())
                .contains("\"https://" + cluster.masterAddress() + "\"")
                .contains(
                        """
                        {
                            "worker": {
                                "msg": "",
                                "workers": [
                                    {
                                        "name": "w1",
                                        "addr": "%s",
                                        "stage": "bound",
                                        "source": "live-01\
                """
                                .formatted(cluster.workerAddress()))
                .containsPattern("\"labels\": \\{\\s+\"values\": \\{\\s+\"zone\": \"a\"\\s+}");
    }

    @Test
    void listsTheMembersAsATable() {
        DmctlRun run = cluster.person("list-member");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("^KIND +NAME +ADDRESS +STATE +SOURCE +LABELS\n")
                .containsPattern("(?m)^leader +m1 +" + cluster.masterAddress() + "$")
                .containsPattern("(?m)^master +m1 +https://" + cluster.masterAddress() + " +alive$")
                .containsPattern("(?m)^worker +w1 +" + cluster.workerAddress() + " +bound +live-01.* +zone=a$");
    }
}
