package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.dm4j.api.etcd.KVGrpcClient;
import io.dm4j.api.etcd.RangeRequest;
import io.dm4j.api.etcd.RangeResponse;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.SecurityConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What DM's dmctl asks of etcd on the master's port. */
class RelayWorkersTest {

    @Test
    void answersTheOneQuestionOfConfigExportAndNoOther() throws Exception {
        try (TestCluster cluster = new TestCluster()) {
            NodeChannel channel = NodeChannel.open(cluster.vertx(), SecurityConfig.NONE, Duration.ofSeconds(10));

            RangeResponse answer =
                    await(channel.call(cluster.masterAddress(), KVGrpcClient.Range, range("/dm-master/relay-worker/")));

            assertThat(answer.hasHeader()).isTrue();
            assertThat(answer.getCount()).isZero();
            assertThatThrownBy(
                            () -> await(channel.call(cluster.masterAddress(), KVGrpcClient.Range, range("/source/"))))
                    .hasMessageContaining("code=48505");
            await(channel.close());
        }
    }

    private static RangeRequest range(String prefix) {
        return RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(prefix))
                .setRangeEnd(ByteString.copyFromUtf8(prefix.substring(0, prefix.length() - 1) + "0"))
                .build();
    }
}
