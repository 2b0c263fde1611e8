package io.dm4j.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose the end of a TCP connection on this machine is, as Linux tells in {@code /proc}. Blocks. */
final class TcpOwner {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private TcpOwner() {}

    /** @param port the end's own, of a connection to the other one */
    static boolean isOf(long process, int port, int otherPort) {
        Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(table).skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> endsIn(fields[LOCAL], port) && endsIn(fields[REMOTE], otherPort))
                .map(fields -> "socket:[" + fields[INODE] + "]")
                .collect(Collectors.toSet());
        return opened(Path.of("/proc", String.valueOf(process), "fd")).anyMatch(sockets::contains);
    }

    private static boolean endsIn(String address, int port) {
        return address.endsWith(String.format(":%04X", port));
    }

    private static Stream<String> lines(String table) {
        try {
            return Files.readString(Path.of(table)).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** None of a process that has ended. */
    private static Stream<String> opened(Path descriptors) {
        String[] names = descriptors.toFile().list();
        return names == null ? Stream.empty() : Arrays.stream(names).map(name -> target(descriptors.resolve(name)));
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "closed meanwhile";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
