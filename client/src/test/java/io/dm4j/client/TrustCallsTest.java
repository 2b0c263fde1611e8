package io.dm4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.trust.FileSet;
import io.dm4j.api.trust.Node;
import io.dm4j.api.trust.NodeKind;
import io.dm4j.api.trust.NodeReload;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.ReloadOutcome;
import io.dm4j.api.trust.Reloaded;
import io.dm4j.api.trust.TrustGrpcService;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustReloadResponse;
import io.dm4j.api.trust.TrustService;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.api.trust.TrustStatusResponse;
import io.dm4j.config.Address;
import io.dm4j.config.SecurityConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.server.GrpcServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrustCallsTest {
    private static final Node MASTER =
            Node.newBuilder().setName("m1").setKind(NodeKind.NODE_KIND_MASTER).build();

    private final Vertx vertx = Vertx.vertx();
    private final NodeChannel channel = NodeChannel.open(vertx, SecurityConfig.NONE, Duration.ofSeconds(10));

    /** Says what it was asked. */
    private static final class OneNode extends TrustService {
        @Override
        public Future<TrustStatusResponse> status(TrustStatusRequest request) {
            return Future.succeededFuture(TrustStatusResponse.newBuilder()
                    .addNodes(NodeTrust.newBuilder()
                            .setNode(MASTER)
                            .setTls(!request.getOwn())
                            .addSets(FileSet.newBuilder().setUse("port").setGeneration(3)))
                    .build());
        }

        @Override
        public Future<TrustReloadResponse> reload(TrustReloadRequest request) {
            return Future.succeededFuture(TrustReloadResponse.newBuilder()
                    .addNodes(NodeReload.newBuilder()
                            .setNode(MASTER)
                            .addReloaded(Reloaded.newBuilder()
                                    .setUse(request.getNames(0))
                                    .setOutcome(ReloadOutcome.RELOAD_TAKEN)
                                    .setGeneration(4)))
                    .build());
        }
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void asksAMasterForAllNodesAndAMemberForItself() {
        Address node = serve();

        NodeTrust all = await(masters(node).trust(TrustStatusRequest.getDefaultInstance()))
                .getNodes(0);
        NodeTrust own = await(new WorkerClient(channel)
                        .trust(
                                node,
                                TrustStatusRequest.newBuilder().setOwn(true).build()))
                .getNodes(0);

        assertThat(all.getSets(0).getGeneration()).isEqualTo(3);
        assertThat(all.getTls()).isTrue();
        assertThat(own.getTls()).isFalse();
    }

    @Test
    void reloadsThroughAMasterAndOnAMember() {
        Address node = serve();
        TrustReloadRequest question =
                TrustReloadRequest.newBuilder().addNames("w1").build();

        Reloaded byMaster = await(masters(node).reload(question)).getNodes(0).getReloaded(0);
        Reloaded byMember = await(new WorkerClient(channel).reload(node, question))
                .getNodes(0)
                .getReloaded(0);

        assertThat(byMaster.getUse()).isEqualTo("w1");
        assertThat(byMaster.getOutcome()).isEqualTo(ReloadOutcome.RELOAD_TAKEN);
        assertThat(byMember).isEqualTo(byMaster);
    }

    private MasterClient masters(Address node) {
        return new MasterClient(channel, List.of(node));
    }

    private Address serve() {
        GrpcServer grpc = GrpcServer.server(vertx).addService(TrustGrpcService.of(new OneNode()));
        return await(vertx.createHttpServer()
                .requestHandler(grpc)
                .listen(0, "127.0.0.1")
                .map(server -> new Address("127.0.0.1", server.actualPort())));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
