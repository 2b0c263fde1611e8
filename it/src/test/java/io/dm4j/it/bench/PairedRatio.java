package io.dm4j.it.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * How many times as much the one costs as the other, by the sums over pairs, and the interval that 95 of 100 samples of the
 * same pairs, drawn with replacement, come to.
 */
record PairedRatio(double ratio, double low, double high) {
    private static final int SAMPLES = 2_000;
    private static final double TAIL = 0.025;

    /** Both in the same unit, one value for each pair. */
    static PairedRatio of(double[] one, double[] other, long seed) {
        if (one.length == 0 || one.length != other.length) {
            throw new IllegalArgumentException(one.length + " values beside " + other.length);
        }
        Random random = new Random(seed);
        double[] ratios = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            ratios[i] = sampled(one, other, random);
        }
        Arrays.sort(ratios);
        return new PairedRatio(
                Arrays.stream(one).sum() / Arrays.stream(other).sum(),
                ratios[(int) (SAMPLES * TAIL)],
                ratios[(int) (SAMPLES * (1 - TAIL))]);
    }

    private static double sampled(double[] one, double[] other, Random random) {
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            int pair = random.nextInt(one.length);
            ones += one[pair];
            others += other[pair];
        }
        return ones / others;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", ratio, low, high);
    }
}
