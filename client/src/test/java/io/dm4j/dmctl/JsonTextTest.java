package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.dm4j.api.CheckStatus;
import io.dm4j.api.DumpStatus;
import io.dm4j.api.ListTaskConfigsResponse;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.client.ProtoTree;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** DM's JSON of protocol messages. */
class JsonTextTest {

    @Test
    void writesEveryDefaultAndLeavesAnUnsetChoiceOut() {
        assertThat(JsonText.oneLine(ProtoTree.of(SubTaskStatus.getDefaultInstance())))
                .isEqualTo("{\"name\":\"\",\"stage\":\"InvalidStage\",\"unit\":\"InvalidUnit\",\"result\":null,"
                        + "\"unresolvedDDLLockID\":\"\",\"validation\":null}");
    }

    @Test
    void writesLongNumbersAsTextAndDecimalsPlainly() {
        DumpStatus status = DumpStatus.newBuilder()
                .setTotalTables(Long.MAX_VALUE)
                .setCompletedTables(3)
                .setFinishedBytes(1.5e9)
                .setFinishedRows(0.25)
                .build();

        assertThat(JsonText.oneLine(ProtoTree.of(status)))
                .isEqualTo(
                        "{\"totalTables\":\"9223372036854775807\",\"completedTables\":3,\"finishedBytes\":1500000000,"
                                + "\"finishedRows\":0.25,\"estimateTotalRows\":0,\"bps\":\"0\",\"progress\":\"\"}");
    }

    @Test
    void writesBytesInBase64AndNoneAsNull() {
        CheckStatus status = CheckStatus.newBuilder()
                .setDetail(ByteString.copyFromUtf8("{}"))
                .build();

        assertThat(ProtoTree.of(status)).containsEntry("detail", "e30=");
        assertThat(ProtoTree.of(CheckStatus.getDefaultInstance())).containsEntry("detail", null);
    }

    @Test
    void writesMaps() {
        ListTaskConfigsResponse answer = ListTaskConfigsResponse.newBuilder()
                .setResult(true)
                .putTaskConfigs("t1", "name: t1")
                .build();

        assertThat(JsonText.oneLine(ProtoTree.of(answer)))
                .isEqualTo("{\"result\":true,\"msg\":\"\",\"taskConfigs\":{\"t1\":\"name: t1\"}}");
    }

    @Test
    void quotesWhateverATextHolds() {
        String text = "a\"b\\c\nd\te\u0001 <&> \u65e5 \ud83d\ude00";

        String json = JsonText.oneLine(java.util.Map.of("text", text));

        assertThat(new JsonObject(json).getString("text")).isEqualTo(text);
    }
}
