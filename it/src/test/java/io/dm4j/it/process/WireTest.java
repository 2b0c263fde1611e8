package io.dm4j.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the cuts between masters are made with. */
class WireTest {
    private static final int SILENCE_MS = 200;
    private static final int PATIENCE_MS = 10_000;

    private ServerSocket server;
    private Wire wire;

    @BeforeEach
    void open() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        wire = Wire.to(server.getLocalPort());
    }

    @AfterEach
    void close() throws Exception {
        wire.close();
        server.close();
    }

    @Test
    void passesBytesOnAndTheEndToo() throws Exception {
        try (Socket caller = call();
                Socket called = taken()) {
            say(caller, 1);
            assertThat(hear(called)).isEqualTo(1);
            say(called, 2);
            assertThat(hear(caller)).isEqualTo(2);

            caller.close();
            assertThat(hear(called)).isEqualTo(-1);
        }
    }

    @Test
    void isSilentWhenItIsCutAndGivesWhatWasUnderWayWhenItIsMended() throws Exception {
        try (Socket caller = call();
                Socket called = taken()) {
            wire.cut();
            say(caller, 1);
            assertSilent(called);
            try (Socket later = call();
                    Socket takenLater = taken()) {
                say(later, 3);
                assertSilent(takenLater);

                wire.mend();

                assertThat(hear(called)).isEqualTo(1);
                assertThat(hear(takenLater)).isEqualTo(3);
            }
        }
    }

    @Test
    void isCutFromOneProcessAndNotFromAnother() throws Exception {
        Process other = new ProcessBuilder("sleep", "30").start();
        try (Socket caller = call();
                Socket called = taken()) {
            wire.cutFrom(other.pid());
            say(caller, 1);
            assertThat(hear(called)).isEqualTo(1);

            wire.cutFrom(ProcessHandle.current().pid());
            say(caller, 2);
            say(called, 3);
            assertSilent(called);
            assertSilent(caller);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void hangsUpWhereNobodyListens() throws Exception {
        server.close();

        try (Socket caller = call()) {
            assertThat(hear(caller)).isEqualTo(-1);
        }
    }

    private Socket call() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), wire.port());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private Socket taken() throws IOException {
        Socket socket = server.accept();
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static void say(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
    }

    private static int hear(Socket socket) throws IOException {
        return socket.getInputStream().read();
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MS);
        assertThatThrownBy(() -> hear(socket)).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MS);
    }
}
