package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.WorkerInfo;
import io.dm4j.config.Address;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a worker goes that knows several masters, under mutual TLS. */
class WorkerAmongMastersTest {
    private TwoMasters masters;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        masters = TwoMasters.underTls(directory);
    }

    @AfterEach
    void close() throws Exception {
        masters.close();
    }

    @Test
    void isSentToTheLeaderAndFollowsTheNextOne() throws Exception {
        masters.worker("w1");
        until("w1 has joined m1", () -> stages(masters.m1()).equals(List.of("free")));
        assertThat(masters.seenByM2.isOurs()).isFalse();

        masters.m2Leads(2);

        until("w1 has joined m2", () -> stages(masters.m2()).equals(List.of("free")));
    }

    @Test
    void waitsUntilSomebodyLeads() throws Exception {
        masters.seenByM1.isOurs(false);
        masters.seenByM2.isNowhere();
        masters.worker("w1");

        masters.m1Leads();

        until("w1 has joined m1", () -> stages(masters.m1()).equals(List.of("free")));
    }

    private List<String> stages(Address master) {
        try {
            return await(masters.client("dmctl", master)
                            .listMember(ListMemberRequest.newBuilder()
                                    .setWorker(true)
                                    .build()))
                    .getMembersList()
                    .stream()
                    .flatMap(member -> member.getWorker().getWorkersList().stream())
                    .map(WorkerInfo::getStage)
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
