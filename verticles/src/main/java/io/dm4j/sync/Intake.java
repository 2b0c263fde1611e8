package io.dm4j.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What has been read and waits to be applied, in order. Confined to the unit's context. */
final class Intake {
    private final Deque<Work> waiting = new ArrayDeque<>();
    private final long limitBytes;
    private long bytes;
    private long inHand;

    Intake(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    boolean isFull() {
        return bytes + inHand >= limitBytes;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Work work) {
        waiting.addLast(work);
        bytes += work.bytes();
    }

    Work peek() {
        return waiting.peekFirst();
    }

    /** Counts as held until {@link #done}. */
    Work take() {
        Work work = waiting.removeFirst();
        bytes -= work.bytes();
        inHand += work.bytes();
        return work;
    }

    /** What was taken is applied. */
    void done() {
        inHand = 0;
    }

    /** Whole transactions from the head, at least one if the head is one, up to so many bytes; they stay here. */
    List<Work.Transaction> head(long maxBytes) {
        List<Work.Transaction> head = new ArrayList<>();
        long sum = 0;
        for (Work work : waiting) {
            if (!(work instanceof Work.Transaction transaction)
                    || !head.isEmpty() && sum + transaction.bytes() > maxBytes) {
                break;
            }
            head.add(transaction);
            sum += transaction.bytes();
        }
        return head;
    }
}
