package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dm4j.api.CommonWorkerResponse;
import io.dm4j.api.ErrorOp;
import io.dm4j.api.HandleErrorRequest;
import io.dm4j.api.HandleErrorResponse;
import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.SourceOp;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.client.MasterClient;
import io.dm4j.ddl.DdlError;
import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.unit.Handling;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators want done with statements, from the master's door to the unit. */
class StatementsTest {
    private static final BinlogPosition PLACE = new BinlogPosition("bin.000001", 900);
    private static final BinlogPosition LATER = new BinlogPosition("bin.000002", 4000);
    private static final String TASK = TestCluster.TASK.replace("mode: all", "mode: incremental");

    @Test
    void eachSourceIsHandledOnItsOwn() throws Exception {
        FakeUnits ofOne = new FakeUnits();
        FakeUnits ofOther = new FakeUnits();
        try (TestCluster cluster = new TestCluster()) {
            cluster.worker("w1", ofOne);
            cluster.awaitWorkers(1);
            create(cluster.client(), TestCluster.SOURCE);
            cluster.worker("w2", ofOther);
            cluster.awaitWorkers(2);
            create(cluster.client(), TestCluster.SOURCE.replace("s1", "s2"));
            start(cluster.client(), TASK + "  - source-id: s2\n");
            stop(ofOne, PLACE);

            HandleErrorResponse answer = handled(cluster.client(), ErrorOp.Skip, "");

            assertThat(answer.getResult()).isTrue();
            assertThat(answer.getSourcesList())
                    .extracting(CommonWorkerResponse::getSource, CommonWorkerResponse::getResult)
                    .containsExactly(tuple("s1", true), tuple("s2", false));
            assertThat(answer.getSources(1).getMsg()).contains("code=38541", "not paused on source s2");
            assertThat(ofOne.made()).hasSize(2);
            assertThat(ofOne.last().setup().handlings())
                    .extracting(Handling::kind, Handling::place)
                    .containsExactly(tuple(Handling.Kind.SKIP, PLACE));
            assertThat(ofOther.made()).hasSize(1);
        }
    }

    @Test
    void aLaterWishTakesThePlaceOfAnEarlierAndWhatIsBehindGoes() throws Exception {
        FakeUnits units = new FakeUnits();
        try (TestCluster cluster = new TestCluster()) {
            cluster.worker("w1", units);
            cluster.awaitWorkers(1);
            create(cluster.client(), TestCluster.SOURCE);
            start(cluster.client(), TASK);
            stop(units, PLACE);
            handled(cluster.client(), ErrorOp.Skip, "");
            stop(units, PLACE);
            handled(cluster.client(), ErrorOp.Replace, "", "DROP TABLE s.t; DROP TABLE s.u");

            assertThat(units.last().setup().handlings())
                    .extracting(Handling::kind, Handling::statements)
                    .containsExactly(tuple(Handling.Kind.REPLACE, List.of("DROP TABLE s.t", "DROP TABLE s.u")));

            stop(units, LATER);
            handled(cluster.client(), ErrorOp.Skip, "");

            assertThat(units.last().setup().handlings())
                    .extracting(Handling::place)
                    .containsExactly(LATER);
        }
    }

    @Test
    void whatIsPendingOutlivesTheLeadingMaster(@TempDir Path directory) throws Exception {
        try (ThreeMasters masters = new ThreeMasters(directory)) {
            FakeUnits units = masters.worker("w1");
            MasterClient all = masters.client("m1", "m2", "m3");
            until("w1 has joined", () -> hasWorker(all));
            create(all, TestCluster.SOURCE);
            start(all, TASK);
            stop(units, PLACE);
            handled(all, ErrorOp.Skip, LATER.argument());
            stop(units, PLACE);
            String leader = leader(all);

            masters.stop(leader);
            MasterClient others = masters.client(masters.names().stream()
                    .filter(name -> !name.equals(leader))
                    .toArray(String[]::new));

            until("another one tells", () -> pending(others).contains(LATER.argument()));
            handled(others, ErrorOp.Skip, "");
            assertThat(units.last().setup().handlings())
                    .extracting(Handling::place)
                    .containsExactly(PLACE, LATER);
        }
    }

    private static void create(MasterClient client, String file) throws Exception {
        assertThat(await(client.operateSource(OperateSourceRequest.newBuilder()
                                .setOp(SourceOp.StartSource)
                                .addConfig(file)
                                .build()))
                        .getResult())
                .isTrue();
    }

    private static void start(MasterClient client, String file) throws Exception {
        assertThat(await(client.startTask(
                                StartTaskRequest.newBuilder().setTask(file).build()))
                        .getResult())
                .isTrue();
    }

    private static void stop(FakeUnits units, BinlogPosition place) throws Exception {
        until("a unit runs", () -> !units.made().isEmpty() && !units.last().hasEnded());
        units.last().stopAt(place, new DmException(DdlError.NOT_SUPPORTED, "a statement"));
        until("it has ended", () -> units.last().hasEnded());
    }

    /** Asked again until the master has heard that the first source is paused. */
    private static HandleErrorResponse handled(MasterClient client, ErrorOp op, String place, String... sqls)
            throws Exception {
        HandleErrorRequest question = HandleErrorRequest.newBuilder()
                .setOp(op)
                .setTask("t1")
                .setBinlogPos(place)
                .addAllSqls(List.of(sqls))
                .build();
        HandleErrorResponse[] answer = new HandleErrorResponse[1];
        until("the master takes it", () -> {
            answer[0] = joined(client.handleError(question));
            return answer[0].getSourcesCount() > 0 && answer[0].getSources(0).getResult();
        });
        return answer[0];
    }

    /** Nothing while nobody leads. */
    private static String pending(MasterClient client) {
        HandleErrorRequest question = HandleErrorRequest.newBuilder()
                .setOp(ErrorOp.List)
                .setTask("t1")
                .build();
        return joined(client.handleError(question)
                .map(answer -> answer.getSourcesCount() == 0
                        ? ""
                        : answer.getSources(0).getMsg())
                .otherwise(""));
    }

    private static boolean hasWorker(MasterClient client) {
        return joined(
                client.listMember(ListMemberRequest.newBuilder().setWorker(true).build())
                        .map(answer -> answer.getMembers(0).getWorker().getWorkersList().stream()
                                .anyMatch(worker -> worker.getStage().equals("free")))
                        .otherwise(false));
    }

    private static String leader(MasterClient client) throws Exception {
        return await(client.listMember(
                        ListMemberRequest.newBuilder().setLeader(true).build()))
                .getMembers(0)
                .getLeader()
                .getName();
    }

    private static <T> T joined(Future<T> answer) {
        return answer.toCompletionStage().toCompletableFuture().join();
    }
}
