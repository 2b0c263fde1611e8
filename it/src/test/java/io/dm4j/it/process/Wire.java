package io.dm4j.it.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A port of its own on 127.0.0.1 that passes on what comes to another one, until it is cut: for everybody, or for what one process has
 * opened. Then it is silent, as a cable that was pulled: connections stay open, new ones are taken, and nothing arrives. What was under
 * way arrives when the wire is mended, if it is still waited for. Any thread.
 */
public final class Wire implements AutoCloseable {
    private final int to;
    private final ServerSocket door;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final Set<Long> cutOff = ConcurrentHashMap.newKeySet();
    private boolean cut;
    /** Bytes that callers still get. */
    private long left = Long.MAX_VALUE;

    private boolean closed;

    private Wire(int to, ServerSocket door) {
        this.to = to;
        this.door = door;
    }

    /** @param port need not be open yet */
    public static Wire to(int port) {
        try {
            Wire wire = new Wire(port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            start(wire::take);
            return wire;
        } catch (IOException e) {
            throw new IllegalStateException("no wire to port " + port, e);
        }
    }

    /** Where to connect to. */
    public int port() {
        return door.getLocalPort();
    }

    /** For everybody. */
    public synchronized void cut() {
        cut = true;
    }

    /** For one process, by its pid: what it has opened, and what it will open. */
    public synchronized void cutFrom(long process) {
        cutOff.add(process);
        connections.forEach(each -> each.silent |= each.isOf(process));
    }

    /** For everybody, as soon as callers have got about so many bytes more. */
    public synchronized void cutAfter(long bytes) {
        left = bytes;
    }

    public synchronized boolean isCut() {
        return cut;
    }

    public synchronized void mend() {
        cut = false;
        left = Long.MAX_VALUE;
        cutOff.clear();
        connections.forEach(each -> each.silent = false);
        notifyAll();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                begin(door.accept());
            } catch (IOException e) {
                // the door is closed
                return;
            }
        }
    }

    private void begin(Socket caller) throws IOException {
        try {
            Connection connection = new Connection(caller, new Socket(InetAddress.getLoopbackAddress(), to));
            add(connection);
            start(() -> pass(connection, connection.caller, connection.called));
            start(() -> pass(connection, connection.called, connection.caller));
        } catch (IOException nobodyListensThere) {
            caller.close();
        }
    }

    private synchronized void add(Connection connection) {
        connection.silent = cutOff.stream().anyMatch(connection::isOf);
        connections.add(connection);
    }

    private void pass(Connection connection, Socket from, Socket on) {
        try (connection) {
            InputStream in = from.getInputStream();
            OutputStream out = on.getOutputStream();
            byte[] bytes = new byte[16 << 10];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                awaitMended(connection);
                out.write(bytes, 0, read);
                if (from == connection.called) {
                    passed(read);
                }
            }
            awaitMended(connection);
        } catch (IOException e) {
            // one side has ended it, and so the other shall know
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private synchronized void passed(int bytes) {
        left -= bytes;
        cut |= left <= 0;
    }

    private synchronized void awaitMended(Connection connection) throws InterruptedException {
        while ((cut || connection.silent) && !closed) {
            wait();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            door.close();
        } catch (IOException e) {
            throw new IllegalStateException("the wire to port " + to + " does not close", e);
        }
        connections.forEach(Connection::close);
    }

    private final class Connection implements AutoCloseable {
        private final Socket caller;
        private final Socket called;
        /** Under the wire's lock. */
        private boolean silent;

        Connection(Socket caller, Socket called) {
            this.caller = caller;
            this.called = called;
        }

        boolean isOf(long process) {
            return TcpOwner.isOf(process, caller.getPort(), port());
        }

        @Override
        public void close() {
            for (Socket socket : List.of(caller, called)) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new IllegalStateException("a socket does not close", e);
                }
            }
        }
    }
}
