package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines that go and come. */
class LineDiffTest {

    @Test
    void isEmptyWhereNothingDiffers() {
        assertThat(LineDiff.between("a\nb\n", "a\nb")).isEmpty();
    }

    @Test
    void keepsTheLinesThatBothHave() {
        assertThat(LineDiff.between("a\nb\nc\nd\n", "a\nc\nx\nd\ne\n")).containsExactly("- b", "+ x", "+ e");
    }

    @Test
    void takesAllForNewAfterNothing() {
        assertThat(LineDiff.between("", "a\nb")).containsExactly("+ a", "+ b");
    }
}
