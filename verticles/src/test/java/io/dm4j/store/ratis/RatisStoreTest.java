package io.dm4j.store.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.dm4j.store.Listing;
import io.dm4j.store.MetaStore;
import io.dm4j.store.Op;
import io.dm4j.store.StoreError;
import io.dm4j.store.TxnResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on disk keeps what it has acknowledged; what it cannot read it refuses and leaves as it is. */
class RatisStoreTest {

    private static final String CLUSTER = "0b5f29c2-6a3c-4f62-9a5e-0e0c9f1c6a11";
    private static final String OTHER_CLUSTER = "7d1d4c53-2a44-4a45-8c6f-6a2b1a4f2b22";

    @TempDir
    static Path root;

    private static final List<Future<Void>> CLOSING = new ArrayList<>();
    private static Vertx vertx;

    private Path directory;
    private MetaStore store;

    @BeforeAll
    static void openVertx() {
        vertx = Vertx.vertx();
    }

    @BeforeEach
    void openStore() throws Exception {
        directory = Files.createTempDirectory(root, "m1-");
        store = open();
    }

    @AfterEach
    void beginToClose() {
        CLOSING.add(store.close());
    }

    @AfterAll
    static void closeAll() throws Exception {
        await(Future.join(CLOSING));
        await(vertx.close());
    }

    @Test
    void keepsEverythingOverARestart() throws Exception {
        long lease = await(store.grant(Duration.ofMinutes(1)));
        await(store.txn(List.of(), List.of(Op.put("/a", "1"), Op.put("/l", "2", lease))));
        put("/a", "3");
        Listing before = await(store.list("/"));

        reopen();

        assertThat(await(store.list("/"))).isEqualTo(before);
        await(store.keepAlive(lease));
        assertThat(await(store.grant(Duration.ofMinutes(1)))).isGreaterThan(lease);
    }

    @Test
    void keepsWhatItAcknowledgedWhenItIsCutOffAtAnyMoment() throws Exception {
        await(writes(0, 200));
        Path image = copyAsItLies();

        liveOn(image);

        assertThat(await(store.list("/k/")).entries()).hasSize(200);
        assertThat(put("/k/after", "x")).isEqualTo(201);
    }

    @Test
    void givesEveryLeaseItsFullTimeAfterARestart() throws Exception {
        long lease = await(store.grant(Duration.ofMillis(900)));
        await(store.txn(List.of(), List.of(Op.put("/l", "1", lease))));
        await(store.close());

        store = open();

        await(store.keepAlive(lease));
        assertThat(value("/l")).isEqualTo("1");
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!await(store.list("/l")).entries().isEmpty()) {
            assertThat(System.nanoTime()).as("the lease still ends").isLessThan(end);
        }
    }

    @Test
    void opensFromAnImageAndTheLogAfterIt() throws Exception {
        await(writes(0, 5200));
        Listing before = await(store.list("/k/"));
        assertThat(files(sm())).isNotEmpty();

        reopen();

        Listing after = await(store.list("/k/"));
        assertThat(after.entries()).hasSize(5200);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void answersOnTheContextThatAsked() throws Exception {
        Context context = vertx.getOrCreateContext();
        Promise<Context> seen = Promise.promise();

        context.runOnContext(v -> store.list("/").onComplete(done -> seen.complete(Vertx.currentContext())));

        assertThat(await(seen.future())).isSameAs(context);
    }

    @Test
    void refusesWhatIsTooLargeForTheLogAndGoesOn() throws Exception {
        assertThatThrownBy(() -> put("/a", "x".repeat(9 << 20)))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(StoreError.TOO_LARGE));

        put("/a", "x".repeat(7 << 20));
        reopen();
        assertThat(value("/a")).hasSize(7 << 20);
    }

    @Test
    void refusesEverythingOnceClosed() throws Exception {
        await(store.close());

        assertThatThrownBy(() -> await(store.list("/")))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(StoreError.CLOSED));
    }

    @Test
    void refusesADirectoryThatIsInUse() throws Exception {
        assertRefused(seat("m1"), StoreError.DATA_DIR_IN_USE, directory);
        put("/a", "1");
    }

    @Test
    void refusesTheDirectoryOfAnotherClusterAndOfAnotherMaster() throws Exception {
        await(store.close());

        assertRefused(new Seat(OTHER_CLUSTER, "m1", directory), StoreError.DATA_DIR_OF_ANOTHER, raft());
        assertRefused(seat("m2"), StoreError.DATA_DIR_OF_ANOTHER, raft());
        store = open();
    }

    @Test
    void refusesADirectoryItCannotWrite() throws Exception {
        Path file = Files.writeString(directory.resolve("a-file"), "");

        assertRefused(new Seat(CLUSTER, "m1", file), StoreError.DATA_DIR_UNUSABLE, file);
    }

    @Test
    void refusesADamagedLogAndNamesTheFile() throws Exception {
        await(writes(0, 50));
        Path broken = copyAsItLies();
        Path log = files(broken.resolve("raft").resolve(CLUSTER).resolve("current")).stream()
                .filter(f -> f.getFileName().toString().startsWith("log_"))
                .findFirst()
                .orElseThrow();
        flip(log, 700);
        byte[] before = Files.readAllBytes(log);

        assertRefused(new Seat(CLUSTER, "m1", broken), StoreError.DATA_DAMAGED, log);

        assertThat(Files.readAllBytes(log)).isEqualTo(before);
    }

    @Test
    void leavesOutAnEntryThatWasTornByAPowerCut() throws Exception {
        await(writes(0, 50));
        Path torn = copyAsItLies();
        Path log = files(torn.resolve("raft").resolve(CLUSTER).resolve("current")).stream()
                .filter(f -> f.getFileName().toString().startsWith("log_inprogress"))
                .findFirst()
                .orElseThrow();
        cutBehindLastEntry(log, 5);

        liveOn(torn);

        // the last entry was the last write, or Ratis's own note of what is committed
        assertThat(await(store.list("/k/")).entries()).hasSizeBetween(49, 50);
        put("/k/after", "x");
    }

    @Test
    void refusesADamagedImageAndNamesTheFile() throws Exception {
        await(writes(0, 5200));
        await(store.close());
        Path image = newestImage();
        flip(image, 100);

        assertRefused(seat("m1"), StoreError.DATA_DAMAGED, image);

        flip(image, 100);
        store = open();
        assertThat(await(store.list("/k/")).entries()).hasSize(5200);
    }

    /** The log before the image was thrown away: to open without either would lose what was acknowledged. */
    @Test
    void refusesALogWhoseImageIsGone() throws Exception {
        String page = "x".repeat(3 << 10);
        List<Future<TxnResult>> all = new ArrayList<>();
        IntStream.range(0, 5200).forEach(i -> all.add(store.txn(List.of(), List.of(Op.put("/k/" + i % 50, page)))));
        await(Future.all(all));
        await(store.close());
        assertThat(files(raft().resolve(CLUSTER).resolve("current")))
                .as("the log begins later")
                .noneMatch(f -> f.getFileName().toString().startsWith("log_0-"));
        Path kept = Files.createDirectory(directory.resolve("kept"));
        for (Path image : files(sm())) {
            Files.move(image, kept.resolve(image.getFileName()));
        }

        assertRefused(seat("m1"), StoreError.DATA_DAMAGED, sm());

        for (Path image : files(kept)) {
            Files.move(image, sm().resolve(image.getFileName()));
        }
        store = open();
        assertThat(await(store.list("/k/")).entries()).hasSize(50);
    }

    private MetaStore open() throws Exception {
        return await(RatisStore.open(vertx, seat("m1")));
    }

    private void reopen() throws Exception {
        await(store.close());
        store = open();
    }

    /** The directory as a cut of the power would leave it: what is running is not asked. */
    private Path copyAsItLies() throws IOException {
        Path copy = Files.createTempDirectory(root, "copy-");
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path from : all.toList()) {
                Path to = copy.resolve(directory.relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                }
            }
        }
        return copy;
    }

    private void liveOn(Path image) throws Exception {
        CLOSING.add(store.close());
        store = await(RatisStore.open(vertx, new Seat(CLUSTER, "m1", image)));
    }

    private long put(String key, String value) throws Exception {
        return await(store.txn(List.of(), List.of(Op.put(key, value)))).revision();
    }

    private String value(String key) throws Exception {
        return await(store.list(key)).entry(key).orElseThrow().value();
    }

    private Future<Void> writes(int from, int to) {
        List<Future<TxnResult>> all = new ArrayList<>();
        IntStream.range(from, to).forEach(i -> all.add(store.txn(List.of(), List.of(Op.put("/k/" + i, "value " + i)))));
        return Future.all(all).mapEmpty();
    }

    private void assertRefused(Seat seat, StoreError code, Path named) {
        assertThatThrownBy(() -> await(RatisStore.open(vertx, seat))).isInstanceOfSatisfying(DmException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.what()).contains(named.toString());
            assertThat(e.workaround()).isNotEmpty();
        });
    }

    private static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private Seat seat(String name) {
        return new Seat(CLUSTER, name, directory);
    }

    private Path raft() {
        return directory.resolve("raft");
    }

    private Path sm() {
        return raft().resolve(CLUSTER).resolve("sm");
    }

    private Path newestImage() throws IOException {
        return files(sm()).stream()
                .filter(f -> f.getFileName().toString().matches("snapshot\\.\\d+_\\d+"))
                .max((a, b) -> Long.compare(index(a), index(b)))
                .orElseThrow();
    }

    private static long index(Path image) {
        return Long.parseLong(image.getFileName().toString().split("_")[1]);
    }

    private static List<Path> files(Path in) throws IOException {
        try (Stream<Path> all = Files.list(in)) {
            return all.sorted().toList();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int was = open.read();
            open.seek(at);
            open.write(was ^ 0x10);
        }
    }

    /** The zeros that are laid out in advance go, and so do the last bytes before them. */
    private static void cutBehindLastEntry(Path log, int bytes) throws IOException {
        byte[] all = Files.readAllBytes(log);
        int end = all.length;
        while (all[end - 1] == 0) {
            end--;
        }
        Files.write(log, Arrays.copyOf(all, end - bytes));
    }
}
