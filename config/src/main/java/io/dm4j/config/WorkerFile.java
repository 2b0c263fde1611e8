package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads dm-worker.toml, the worker's flags, or an embedder's JsonObject with the same keys. */
public final class WorkerFile {
    private static final Flags FLAGS = new Flags(
            "name",
            "worker-addr",
            "advertise-addr",
            "status-addr",
            "grpc-reflection",
            "join",
            "log-level",
            "log-file",
            "log-format",
            "audit-log-file",
            "redact-info-log",
            "keepalive-ttl",
            "relay-keepalive-ttl",
            "max-sources",
            "ssl-ca",
            "ssl-cert",
            "ssl-key",
            "ssl-crl",
            "ssl-key-passphrase-file",
            "ssl-key-passphrase-env",
            "tls-min-version",
            "cert-allowed-cn",
            "cert-allowed-san");

    private final Section section;
    private final NodeKeys keys;

    private WorkerFile(Section section) {
        this.section = section;
        this.keys = new NodeKeys(section);
    }

    /** The file, with the flags (by long name, without dashes) winning over it. Blocks. */
    public static Parsed<WorkerConfig> read(Path file, Map<String, List<String>> flags) {
        return parse(file.toString(), TextFile.read(file), flags);
    }

    /** As {@link #read(Path, Map)}, of a text that was read from the file of this name. */
    public static Parsed<WorkerConfig> parse(String file, String text, Map<String, List<String>> flags) {
        return read(TomlText.parse(file, text), flags);
    }

    /** No file: flags only. */
    public static Parsed<WorkerConfig> read(Map<String, List<String>> flags) {
        return read(new Block(Place.of("command line"), Map.of()), flags);
    }

    public static Parsed<WorkerConfig> from(JsonObject json) {
        return read(JsonTree.of(json), Map.of());
    }

    /** A commented file with every key, that works as it stands. */
    public static String sample() {
        return Sample.read("dm-worker.toml");
    }

    private static Parsed<WorkerConfig> read(Block file, Map<String, List<String>> flags) {
        Findings findings = new Findings(ConfigError.TOML_WRONG);
        Section section = new Section(findings, "", FLAGS.over(file, flags, findings));
        WorkerConfig config = new WorkerFile(section).config();
        section.finish();
        return findings.orThrow(() -> config);
    }

    private WorkerConfig config() {
        Address listen = keys.listen("worker-addr", ConfigError.WORKER_ADDRESS_WRONG);
        Address advertise = keys.advertise(listen, "worker-addr", ConfigError.WORKER_ADDRESS_WRONG);
        passWhatHasNoMeaning();
        return new WorkerConfig(
                section.text("name", advertise.toString()),
                listen,
                advertise,
                masters(),
                keys.log(),
                Duration.ofSeconds(section.number("keepalive-ttl", 60, 1, 86_400)),
                section.number("max-sources", 1, 0, 100_000),
                new SecurityBlock(section, SecurityBlock.Use.NODE).read(),
                new StatusBlock(section).read(),
                Labels.read(section, "labels"),
                section.flag("grpc-reflection", false));
    }

    private List<Address> masters() {
        if (!section.has("join")) {
            section.problem("join", "expected the address of at least one master, as host:port");
        }
        return keys.addresses("join", ConfigError.VALUE_WRONG);
    }

    private void passWhatHasNoMeaning() {
        section.noMeaning("no row values are ever logged", "redact-info-log");
        section.noMeaning("there is no relay log yet", "relay-keepalive-ttl", "relay-dir");
        section.noMeaning("the file is named on the command line", "config-file");
    }
}
