package io.dm4j.position;

import java.util.Arrays;

/** Ascending, disjoint, never adjacent runs of transaction numbers, both ends included. Immutable. */
final class Intervals {
    static final Intervals EMPTY = new Intervals(new long[0]);

    /** first, last, first, last, ... */
    private final long[] bounds;

    private Intervals(long[] bounds) {
        this.bounds = bounds;
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    Intervals plus(long first, long last) {
        int from = firstRunEndingAt(first - 1);
        int until = from;
        long low = first;
        long high = last;
        while (until < bounds.length && bounds[until] <= last + 1) {
            low = Math.min(low, bounds[until]);
            high = Math.max(high, bounds[until + 1]);
            until += 2;
        }
        return replace(from, until, low, high);
    }

    Intervals plus(Intervals other) {
        Intervals sum = this;
        for (int i = 0; i < other.bounds.length; i += 2) {
            sum = sum.plus(other.bounds[i], other.bounds[i + 1]);
        }
        return sum;
    }

    boolean contains(Intervals other) {
        for (int i = 0; i < other.bounds.length; i += 2) {
            if (!contains(other.bounds[i], other.bounds[i + 1])) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(long first, long last) {
        int run = firstRunEndingAt(last);
        return run < bounds.length && bounds[run] <= first;
    }

    /** Index of the first run whose end is not below {@code number}; bounds.length if there is none. */
    private int firstRunEndingAt(long number) {
        int low = 0;
        int high = bounds.length / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[2 * middle + 1] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 2 * low;
    }

    private Intervals replace(int from, int until, long low, long high) {
        long[] result = new long[bounds.length - (until - from) + 2];
        System.arraycopy(bounds, 0, result, 0, from);
        result[from] = low;
        result[from + 1] = high;
        System.arraycopy(bounds, until, result, from + 2, bounds.length - until);
        return new Intervals(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Intervals that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** MySQL's form, {@code 1-5:7}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(i == 0 ? "" : ":").append(bounds[i]);
            if (bounds[i + 1] != bounds[i]) {
                text.append('-').append(bounds[i + 1]);
            }
        }
        return text.toString();
    }
}
