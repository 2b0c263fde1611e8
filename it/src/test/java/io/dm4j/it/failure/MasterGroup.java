package io.dm4j.it.failure;

import io.dm4j.config.Address;
import io.dm4j.config.SecurityConfig;
import io.dm4j.it.cluster.Cluster;
import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.Pair;
import io.dm4j.it.cluster.Party;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Ports;
import io.dm4j.it.process.Wire;
import io.dm4j.part.Size;
import io.dm4j.pki.PemFiles;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The masters of an installation in place of its one: each a process with files of its own, all under mutual TLS. */
final class MasterGroup implements AutoCloseable {
    private static final String KEY = "0123456789abcdef".repeat(4);

    private final Installation installation;
    private final Cluster cluster;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, Integer> peerPorts = new TreeMap<>();
    /** In front of each one's port for the others. */
    private final Map<String, Wire> wires = new TreeMap<>();

    private final Map<String, ChildProcess> processes = new TreeMap<>();
    private final RestCaller caller = new RestCaller(operator());

    MasterGroup(Installation installation, Cluster cluster, int count) {
        this.installation = installation;
        this.cluster = cluster;
        IntStream.rangeClosed(1, count).mapToObj(i -> "master-" + i).forEach(name -> {
            ports.put(name, ports.isEmpty() ? installation.masterPort() : Ports.free());
            peerPorts.put(name, Ports.free());
            wires.put(name, Wire.to(peerPorts.get(name)));
        });
    }

    /** Writes what all of a new group have; worker and dmctl know all of them. */
    void writeFounders() {
        String founders = ports.keySet().stream()
                .map(name -> name + "=" + advertised(name))
                .collect(Collectors.joining(","));
        ports.keySet().forEach(name -> write(name, "initial-cluster = \"" + founders + "\"\n"));
        knowAll("dm-worker.toml", "join");
        knowAll("dmctl.toml", "master-addr");
    }

    /** Writes the first one's file as that of one that begins alone; the others join it. */
    void writeFirstAndNewcomers() {
        ports.keySet()
                .forEach(name -> write(
                        name, name.equals("master-1") ? "" : "join = \"127.0.0.1:" + ports.get("master-1") + "\"\n"));
        knowAll("dm-worker.toml", "join");
        knowAll("dmctl.toml", "master-addr");
    }

    private String advertised(String name) {
        return "https://127.0.0.1:" + wires.get(name).port();
    }

    private void write(String name, String more) {
        String keys =
                """
                name = "%s"
                master-addr = "127.0.0.1:%d"
                peer-urls = "https://127.0.0.1:%d"
                advertise-peer-urls = "%s"
                data-dir = "%s"
                secret-key-path = "%s"
                log-file = "%s"
                """
                        .formatted(
                                name,
                                ports.get(name),
                                peerPorts.get(name),
                                advertised(name),
                                data(name),
                                installation.file("masters.key"),
                                installation.file(name + ".log"));
        String trust = read("dm-master.toml")
                .lines()
                .filter(line -> line.startsWith("ssl-"))
                .collect(Collectors.joining("\n"));
        text(name + ".toml", keys + more + trust + "\ncert-allowed-cn = [\"dm-master\", \"dm-worker\", \"dmctl\"]\n");
        text("masters.key", KEY + "\n");
    }

    private void knowAll(String file, String key) {
        text(
                file,
                read(file)
                        .replace(
                                key + " = \"127.0.0.1:" + installation.masterPort() + "\"",
                                key + " = \"" + addresses() + "\""));
    }

    private String addresses() {
        return ports.values().stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** All at once: one alone waits for most of the others. */
    void startAll() {
        ports.keySet().forEach(this::begin);
        ports.keySet().forEach(this::awaitListening);
    }

    /** For the first time, or again. */
    void start(String name) {
        begin(name);
        awaitListening(name);
    }

    /**
     * Again, and no file of it may become larger than its largest is by so much: writing fails then as on a full disk.
     *
     * @param kilobytes more than the log takes in advance, 1 MB
     */
    void startWithLittleRoom(String name, int kilobytes) {
        processes.put(name, cluster.beginBounded("dm-master", name, largestFile(name) + kilobytes));
        awaitListening(name);
    }

    private int largestFile(String name) {
        try (Stream<Path> files = Files.walk(data(name))) {
            long bytes = files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .max()
                    .orElse(0);
            return Math.toIntExact(bytes >> 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data(String name) {
        return installation.file(name + ".data");
    }

    /** From now on it hears nothing of the other masters and they nothing of it; who asks it as a client, gets through. */
    void cutOff(String name) {
        long process = processes.get(name).pid();
        wires.forEach((each, wire) -> {
            if (each.equals(name)) {
                wire.cut();
            } else {
                wire.cutFrom(process);
            }
        });
    }

    void mendWires() {
        wires.values().forEach(Wire::mend);
    }

    /** It has left the group: its process ends. */
    void end(String name) {
        processes.remove(name).terminate();
    }

    /** Starts again whoever has died. */
    void startTheDead() {
        processes.entrySet().stream()
                .filter(each -> !each.getValue().isAlive())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::start);
    }

    private void begin(String name) {
        processes.put(name, cluster.begin("dm-master", name));
    }

    private void awaitListening(String name) {
        cluster.awaitListening(processes.get(name), name, ports.get(name));
    }

    ChildProcess process(String name) {
        return processes.get(name);
    }

    /** All that were started and have not left. */
    List<String> names() {
        return List.copyOf(processes.keySet());
    }

    List<Address> addressesOfAll() {
        return ports.values().stream()
                .map(port -> new Address("127.0.0.1", port))
                .toList();
    }

    Address address(String name) {
        return new Address("127.0.0.1", ports.get(name));
    }

    Scribe scribe() {
        return Scribe.start(caller, addressesOfAll());
    }

    private static SecurityConfig operator() {
        PemFiles files = Pair.trust().files(Party.DMCTL);
        return SecurityConfig.files(
                        files.ca().toString(),
                        files.cert().toString(),
                        files.key().toString())
                .allowing(Party.MASTER.commonName());
    }

    /** The leader's name. */
    String leader() {
        return Await.value(Size.asked().bound(), "a master leads\n" + logs(), () -> members().stream()
                .filter(member -> member.getBoolean("leader"))
                .map(member -> member.getString("name"))
                .findFirst());
    }

    /** Some master but the leader. */
    String follower() {
        String leader = leader();
        return ports.keySet().stream()
                .filter(name -> processes.containsKey(name) && !name.equals(leader))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until the leader has heard of as many lately. */
    void awaitAlive(int count) {
        Await.until(
                Size.asked().bound(),
                count + " masters are alive\n" + logs(),
                () -> members().stream()
                                .filter(member -> member.getBoolean("alive"))
                                .count()
                        == count);
    }

    /** As the leader sees them, by whichever master answers; none in an election. */
    private List<JsonObject> members() {
        return ports.values().stream()
                .map(port -> new Address("127.0.0.1", port))
                .flatMap(master -> caller.ask(master, HttpMethod.GET, "/api/v1/cluster/masters", "").json().stream())
                .findFirst()
                .map(answer -> answer.getJsonArray("data").stream()
                        .map(JsonObject.class::cast)
                        .toList())
                .orElse(List.of());
    }

    /** What a master says of itself; empty if it does not answer. */
    String health(String name) {
        return caller.ask(address(name), HttpMethod.GET, "/health", "").text();
    }

    String logs() {
        return ports.keySet().stream()
                .map(name -> name + ":\n" + tail(name + ".log") + "\n")
                .collect(Collectors.joining());
    }

    private String tail(String file) {
        if (!Files.exists(installation.file(file))) {
            return "";
        }
        List<String> lines = read(file).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    }

    private String read(String file) {
        try {
            return Files.readString(installation.file(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(String file, String text) {
        try {
            Files.writeString(
                    installation.file(file),
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        caller.close();
        processes.values().stream().filter(ChildProcess::isAlive).forEach(ChildProcess::kill);
        wires.values().forEach(Wire::close);
    }
}
