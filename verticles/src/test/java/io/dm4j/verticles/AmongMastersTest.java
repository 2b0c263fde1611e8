package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.CfgType;
import io.dm4j.api.GetCfgRequest;
import io.dm4j.api.GetCfgResponse;
import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.MasterInfo;
import io.dm4j.api.Members;
import io.dm4j.api.WorkerInfo;
import io.dm4j.api.trust.FileSet;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustReloadResponse;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.api.trust.TrustStatusResponse;
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
                () -> !leader(left).isEmpty()
                        && !leader(left).equals(leader)
                        && stages(left).equals(List.of("free")));
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

    @Test
    void everyMasterTellsHowEachWasStarted() throws Exception {
        for (String asked : masters.names()) {
            for (String about : masters.names()) {
                GetCfgResponse answer = await(masters.client(asked)
                        .getCfg(GetCfgRequest.newBuilder()
                                .setType(CfgType.MasterType)
                                .setName(about)
                                .build()));

                assertThat(answer.getResult()).as(answer.getMsg()).isTrue();
                assertThat(answer.getCfg())
                        .contains("name = \"" + about + "\"", "master-addr = \"" + masters.address(about) + "\"");
            }
        }
        assertThat(await(masters.client("m1")
                                .getCfg(GetCfgRequest.newBuilder()
                                        .setType(CfgType.MasterType)
                                        .setName("m4")
                                        .build()))
                        .getMsg())
                .contains("code=38048", "dm-master m4 not exists");
    }

    @Test
    void theLastOneSaysThatNobodyLeadsAndWhatItKnowsItself() throws Exception {
        masters.stop("m2");
        masters.stop("m3");
        until("nobody leads", () -> leader("m1").isEmpty() && !members("m1").isEmpty());

        List<Members> members = members("m1");
        TrustStatusResponse trust = await(masters.client("m1").trust(TrustStatusRequest.getDefaultInstance()));
        TrustReloadResponse reload = await(masters.client("m1").reload(TrustReloadRequest.getDefaultInstance()));

        assertThat(members.get(0).getLeader().getMsg()).contains("no master leads now");
        assertThat(members.get(1).getMaster().getMastersList())
                .extracting(MasterInfo::getName)
                .containsExactly("m1", "m2", "m3");
        assertThat(members.get(2).getWorker().getMsg()).contains("the workers are not known");
        assertThat(trust.getMsg()).contains("no master leads now", "the workers are not known");
        assertThat(trust.getNodesList())
                .extracting(node -> node.getNode().getName())
                .containsExactly("m1", "m2", "m3");
        assertThat(trust.getNodes(0).getSetsList()).isNotEmpty();
        assertThat(trust.getNodes(1).getError()).contains("nothing listens there");
        assertThat(reload.getMsg()).contains("no master leads now");
        assertThat(reload.getNodes(0).getError()).isEmpty();
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

    /** None while they do not answer. */
    private List<Members> members(String... asked) {
        try {
            return await(masters.client(asked).listMember(ListMemberRequest.getDefaultInstance()))
                    .getMembersList();
        } catch (Exception e) {
            return List.of();
        }
    }
}
