package io.dm4j.endpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.error.DmException;
import io.dm4j.master.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final Outcome GOOD = new Outcome("s0", "w0", true, "", 0);
    private static final Outcome ONE = new Outcome("s1", "w1", false, "[code=10502:..], Message: no", 10_502);
    private static final Outcome OTHER = new Outcome("s2", "", false, "[code=46009:..], Message: not bound", 46_009);

    @Test
    void allThatWentWellIsWell() {
        assertThat(Outcomes.allGood(List.of(GOOD)).succeeded()).isTrue();
        assertThat(Outcomes.allGood(List.of()).succeeded()).isTrue();
    }

    @Test
    void theOnlySourceAnswersByItsOwnNumberAndLine() {
        DmException failure = failure(List.of(ONE));

        assertThat(SourcesFailed.number(failure)).isEqualTo(10_502);
        assertThat(failure).hasMessage("[code=10502:..], Message: no");
    }

    @Test
    void ofSeveralTheFirstNumberAnswersAndAllHaveTheirSay() {
        DmException failure = failure(List.of(GOOD, ONE, OTHER));

        assertThat(SourcesFailed.number(failure)).isEqualTo(10_502);
        assertThat(failure).hasMessage("s1: [code=10502:..], Message: no; s2: [code=46009:..], Message: not bound");
    }

    private static DmException failure(List<Outcome> outcomes) {
        return (DmException) Outcomes.allGood(outcomes).cause();
    }
}
