package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.Members;
import io.dm4j.api.WorkerInfo;
import io.dm4j.api.trust.FileSet;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustStatusRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and workers have of three masters that elect, under mutual TLS. */
class AmongMastersTest {
    private ThreeMasters masters;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        masters = new ThreeMasters(directory);
        masters.worker("w1");
        until("w1 has joined", () -> stages("m1", "m2", "m3").equals(List.of("free")));
    }

    @AfterEach
    void close() throws Exception {
        masters.close();
    }

    @Test
    void everyMasterTellsTheTrustOfAll() throws Exception {
        for (String asked : masters.names()) {
            List<NodeTrust> nodes = await(masters.client(asked).trust(TrustStatusRequest.getDefaultInstance()))
                    .getNodesList();

            assertThat(nodes)
                    .extracting(node -> node.getNode().getName())
                    .containsExactlyInAnyOrder("m1", "m2", "m3", "w1");
            assertThat(nodes).allSatisfy(node -> {
                assertThat(node.getError()).isEmpty();
                assertThat(node.getTls()).isTrue();
                assertThat(node.getSetsList()).isNotEmpty();
            });
            assertThat(await(masters.client(asked).reload(TrustReloadRequest.getDefaultInstance()))
                            .getNodesList())
                    .hasSize(4)
                    .allSatisfy(node -> assertThat(node.getError()).isEmpty());
        }
    }

    @Test
    void whenTheLeaderStopsTheWorkerFindsTheNextAndItsTrustIsMissed() throws Exception {
        String leader = leader("m1", "m2", "m3");
        String[] left =
                masters.names().stream().filter(name -> !name.equals(leader)).toArray(String[]::new);

        masters.stop(leader);

        until(
                "another leads",
                () -> !leader(left).equals(leader) && stages(left).equals(List.of("free")));
        List<NodeTrust> nodes = await(masters.client(left).trust(TrustStatusRequest.getDefaultInstance()))
                .getNodesList();
        assertThat(nodes)
                .filteredOn(node -> !node.getError().isEmpty())
                .singleElement()
                .satisfies(node -> assertThat(node.getNode().getName()).isEqualTo(leader))
                .satisfies(node -> assertThat(node.getError()).contains("nothing listens there"));
    }

    @Test
    void oneThatHasJoinedTellsOnlyOfTheFilesItUses() throws Exception {
        String newcomer = masters.newcomer();

        assertThat(await(masters.client("m1").trust(TrustStatusRequest.getDefaultInstance()))
                        .getNodesList())
                .filteredOn(node -> node.getNode().getName().equals(newcomer))
                .singleElement()
                .satisfies(node -> assertThat(node.getSetsList())
                        .extracting(FileSet::getUse)
                        .containsExactlyInAnyOrder("port", "workers", "peer-urls", "peers"));
    }

    private List<String> stages(String... asked) {
        return members(asked).stream()
                .flatMap(member -> member.getWorker().getWorkersList().stream())
                .map(WorkerInfo::getStage)
                .toList();
    }

    private String leader(String... asked) {
        return members(asked).stream()
                .filter(Members::hasLeader)
                .map(member -> member.getLeader().getName())
                .findFirst()
                .orElse("");
    }

    /** None while nobody leads. */
    private List<Members> members(String... asked) {
        try {
            return await(masters.client(asked).listMember(ListMemberRequest.getDefaultInstance()))
                    .getMembersList();
        } catch (Exception e) {
            return List.of();
        }
    }
}
