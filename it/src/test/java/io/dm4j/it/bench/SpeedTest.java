package io.dm4j.it.bench;

import io.dm4j.it.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures copy and replication next to what comes with the servers, and prints a table. What it asserts is that all rows
 * arrived; speed is for people to judge.
 *
 * <p>{@code -Ddm4j.bench.rounds} pairs of runs (3), {@code -Ddm4j.bench.scale} times the rows (1), {@code -Ddm4j.bench.only}
 * one line of the table, {@code -Ddm4j.bench.peers=false} without the others.
 */
@Tag("long")
class SpeedTest {
    private static final int ROUNDS = Integer.getInteger("dm4j.bench.rounds", 3);
    private static final double SCALE = Double.parseDouble(System.getProperty("dm4j.bench.scale", "1"));
    private static final String ONLY = System.getProperty("dm4j.bench.only", "");
    private static final boolean PEERS = Boolean.parseBoolean(System.getProperty("dm4j.bench.peers", "true"));

    private final Figures figures = new Figures();

    @TempDir
    Path directory;

    @Test
    void movesAllRowsAndTellsHowFast() throws IOException {
        Assumptions.assumeTrue(TestServers.mysqlAvailable(), "MySQL cannot run here");
        try (Arena arena = Arena.open(directory)) {
            Tables tables = new Tables(arena);
            tables.prepare();
            copy(arena, "copy narrow", tables.narrow(scaled(300_000)));
            copy(arena, "copy wide", tables.wide(scaled(60_000)));
            copy(arena, "copy blobs", tables.blobs(scaled(3_000)));
            follow(arena, "follow bulk", tables.bulk((int) scaled(200)));
            follow(arena, "follow single", tables.single(scaled(20_000)));
        }
        System.out.println(figures);
        Files.writeString(Path.of("target", "bench.txt"), figures.toString());
    }

    private static long scaled(long rows) {
        return Math.round(rows * SCALE);
    }

    private void copy(Arena arena, String what, Tables.Copied table) {
        Contender ours = Dm4j.copying(arena, table.schema());
        Contender peer = new DumpAndLoad(arena, table.schema());
        compete(arena, what, table.schema(), table.rows(), table.bytes(), ours, peer);
    }

    private void follow(Arena arena, String what, BinlogPiece piece) {
        Contender ours = Dm4j.following(arena, piece);
        Contender peer = new NativeReplica(arena, piece);
        compete(arena, what, piece.schema(), piece.rows(), piece.bytes(), ours, peer);
    }

    /** One after the other, each first every other time. */
    private void compete(
            Arena arena, String what, String schema, long rows, long bytes, Contender ours, Contender peer) {
        if (!ONLY.isEmpty() && !what.contains(ONLY)) {
            return;
        }
        List<Cost> own = new ArrayList<>();
        List<Cost> other = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            if (PEERS && round % 2 == 1) {
                other.add(run(arena, what, schema, rows, peer));
            }
            own.add(run(arena, what, schema, rows, ours));
            if (PEERS && round % 2 == 0) {
                other.add(run(arena, what, schema, rows, peer));
            }
        }
        figures.add(what, rows, bytes, PEERS ? peer.name() : "-", own, PEERS ? other : own);
    }

    private static Cost run(Arena arena, String what, String schema, long rows, Contender contender) {
        Cost cost = arena.measure(contender);
        arena.requireEqual(schema);
        System.out.printf(
                Locale.ROOT,
                "%s by %s: %.2f s, %,.0f rows/s; CPU-s own %.2f, source %.2f, target %.2f%n",
                what,
                contender.name(),
                cost.seconds(),
                rows / cost.seconds(),
                cost.own(),
                cost.source(),
                cost.target());
        return cost;
    }
}
