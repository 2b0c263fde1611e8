package io.dm4j.dmctl;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line: {@code - } before those that go, {@code + } before those that come. */
final class LineDiff {
    /** Cells of the table of common lines; beyond it all lines in the middle go and come. */
    private static final long LARGEST = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<String> lines = new ArrayList<>();

    private LineDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** Empty if no line differs. */
    static List<String> between(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int head = 0;
        while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), now.size()) - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        LineDiff diff = new LineDiff(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail));
        return diff.lines();
    }

    private List<String> lines() {
        if ((long) before.size() * after.size() > LARGEST) {
            before.forEach(this::gone);
            after.forEach(this::come);
        } else {
            walk(common());
        }
        return lines;
    }

    /** How many lines the rests from i and j on have in common, in their order. */
    private int[][] common() {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private void walk(int[][] common) {
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean both = i < before.size() && j < after.size();
            if (both && before.get(i).equals(after.get(j))) {
                i++;
                j++;
            } else if (j == after.size() || both && common[i + 1][j] >= common[i][j + 1]) {
                gone(before.get(i++));
            } else {
                come(after.get(j++));
            }
        }
    }

    private void gone(String line) {
        lines.add("- " + line);
    }

    private void come(String line) {
        lines.add("+ " + line);
    }
}
