package io.dm4j.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class DmExceptionTest {

    /** A code of its own, so that the line's form does not hang on any area's wording. */
    private enum Code implements ErrorCode {
        PLAIN(""),
        WITH_WAY_OUT("Restart the task.");

        private final Meaning meaning;

        Code(String workaround) {
            this.meaning = new Meaning(20003, ErrorClass.CONFIG, ErrorScope.INTERNAL, ErrorLevel.MEDIUM, workaround);
        }

        @Override
        public Meaning meaning() {
            return meaning;
        }
    }

    @Test
    void leavesOutWhatItDoesNotKnow() {
        assertThat(new DmException(Code.PLAIN, "task t is bad"))
                .hasMessage("[code=20003:class=config:scope=internal:level=medium], Message: task t is bad");
    }

    @Test
    void namesCauseAndWayOut() {
        DmException failure =
                new DmException(Code.WITH_WAY_OUT, "task t is bad", new IllegalStateException("disk full"));

        assertThat(failure)
                .hasMessage("[code=20003:class=config:scope=internal:level=medium], Message: task t is bad,"
                        + " RawCause: disk full, Workaround: Restart the task.");
    }

    @Test
    void sideAndWayOutOfOneCaseReplaceTheCodes() {
        DmException failure = new DmException(Code.WITH_WAY_OUT, "no")
                .withScope(ErrorScope.UPSTREAM)
                .withWorkaround("Grant SELECT.");

        assertThat(failure)
                .hasMessage("[code=20003:class=config:scope=upstream:level=medium], Message: no,"
                        + " Workaround: Grant SELECT.");
    }

    @Test
    void doesNotSayTheSameTwice() {
        assertThat(new DmException(Code.PLAIN, "gone", new IllegalStateException("gone")).rawCause())
                .isEmpty();
    }

    @Test
    void aCodedCauseIsQuotedWithoutItsFrame() {
        DmException inner = new DmException(Code.PLAIN, "file is not PEM");

        assertThat(new DmException(Code.PLAIN, "cannot start", inner).rawCause())
                .isEqualTo("file is not PEM");
    }

    @Test
    void findsTheCodedFailureInsideAFutures() {
        DmException coded = new DmException(Code.PLAIN, "no");

        assertThat(DmException.from(new CompletionException(coded), Code.WITH_WAY_OUT))
                .isSameAs(coded);
    }

    @Test
    void wrapsAnUncodedFailureUnderTheCodeGiven() {
        DmException wrapped = DmException.from(new IllegalStateException("odd"), Code.WITH_WAY_OUT);

        assertThat(wrapped.code()).isEqualTo(Code.WITH_WAY_OUT);
        assertThat(wrapped.what()).isEqualTo("odd");
    }
}
