package io.dm4j.it.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU seconds used so far, user and system. */
final class CpuTime {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11;
    private static final int CHILDREN_USER = 13;

    private CpuTime() {}

    /** Of this JVM, compilers and collectors included. */
    static double self() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    static double of(long pid) {
        return fields(Long.toString(pid), USER);
    }

    /** Of this JVM's children that have ended. */
    static double endedChildren() {
        return fields("self", CHILDREN_USER);
    }

    /** Two neighbours of proc(5)'s stat, counted behind the command's closing parenthesis. */
    private static double fields(String process, int first) {
        try {
            String stat = Files.readString(Path.of("/proc", process, "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
