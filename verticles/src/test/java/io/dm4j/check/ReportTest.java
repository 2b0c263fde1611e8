package io.dm4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts that DM's dmctl looks for. */
class ReportTest {
    private static final Finding WARNING = Finding.warn("version", "h:1", "old", "");
    private static final Finding FAILURE = Finding.fail("binlog_format", "h:1", "MIXED", "Set ROW.");

    @Test
    void saysThatAllIsWell() {
        assertThat(new Report(3, List.of(), List.of()).text(10, 10)).isEqualTo("pre-check is passed. ");
    }

    @Test
    void addsNotesOneLineEach() {
        assertThat(new Report(3, List.of(), List.of("one", "two")).text(10, 10))
                .isEqualTo("pre-check is passed. \none\ntwo");
    }

    @Test
    void leadsWarningsInWithDmsHeader() {
        Report report = new Report(3, List.of(WARNING), List.of());

        assertThat(report.hasFailures()).isFalse();
        assertThat(report.text(10, 10))
                .startsWith(
                        "fail to check synchronization configuration with type: no errors but some warnings\n detail: {");
    }

    @Test
    void countsAllAndShowsAsManyAsAskedFor() {
        String text = new Report(9, List.of(FAILURE, WARNING, WARNING), List.of()).text(10, 1);
        JsonObject detail = new JsonObject(text.substring(text.indexOf('{')));

        assertThat(detail.getJsonArray("results")).hasSize(2);
        assertThat(detail.getJsonObject("summary").encode())
                .isEqualTo("{\"passed\":false,\"total\":9,\"successful\":6,\"failed\":1,\"warning\":2}");
    }
}
