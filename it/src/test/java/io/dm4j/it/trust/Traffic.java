package io.dm4j.it.trust;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Visitors who come without pause, each in a thread of its own, by TLS 1.2 and 1.3 in turn, until they are told to go. */
final class Traffic implements AutoCloseable {
    private static final String[] VERSIONS = {"TLSv1.2", "TLSv1.3"};
    private static final long END_MILLIS = 30_000;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong letIn = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    static Traffic of(Visitor... visitors) {
        Traffic traffic = new Traffic();
        for (Visitor visitor : visitors) {
            Thread thread = new Thread(() -> traffic.come(visitor), "visitor");
            thread.setDaemon(true);
            traffic.threads.add(thread);
            thread.start();
        }
        return traffic;
    }

    long letIn() {
        return letIn.get();
    }

    /** One line for each visit that failed. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private void come(Visitor visitor) {
        for (int i = 0; !over; i++) {
            try {
                visitor.visit(VERSIONS[i % VERSIONS.length]);
                letIn.incrementAndGet();
            } catch (IOException e) {
                failures.add(e.toString());
            }
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join(END_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
