package io.dm4j.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedRatioTest {
    @Test
    void isExactWhereAllPairsAgree() {
        PairedRatio ratio = PairedRatio.of(new double[] {2, 4, 6}, new double[] {1, 2, 3}, 1);

        assertThat(ratio).isEqualTo(new PairedRatio(2, 2, 2));
        assertThat(ratio).hasToString("2.000 (2.000 to 2.000)");
    }

    @Test
    void itsIntervalHoldsOneWhereBothCostTheSame() {
        Random random = new Random(7);
        double[] one = random.doubles(400, 5, 15).toArray();
        double[] other = random.doubles(400, 5, 15).toArray();

        PairedRatio ratio = PairedRatio.of(one, other, 1);

        assertThat(ratio.low()).isBetween(0.9, 1.0);
        assertThat(ratio.high()).isBetween(1.0, 1.1);
        assertThat(ratio.ratio()).isBetween(ratio.low(), ratio.high());
    }
}
