package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads dm-master.toml, the master's flags, or an embedder's JsonObject with the same keys. */
public final class MasterFile {
    private static final Flags FLAGS = new Flags(
            "name",
            "master-addr",
            "advertise-addr",
            "status-addr",
            "grpc-reflection",
            "peer-urls",
            "advertise-peer-urls",
            "initial-cluster",
            "join",
            "data-dir",
            "log-level",
            "log-file",
            "log-format",
            "audit-log-file",
            "max-txn-ops",
            "max-request-bytes",
            "auto-compaction-mode",
            "auto-compaction-retention",
            "quota-backend-bytes",
            "openapi",
            "v1-sources-path",
            "secret-key-path",
            "ssl-ca",
            "ssl-cert",
            "ssl-key",
            "ssl-crl",
            "ssl-key-passphrase-file",
            "ssl-key-passphrase-env",
            "tls-min-version",
            "cert-allowed-cn",
            "cert-allowed-san");
    private static final String STORE = "the store of this master is not etcd";

    private final Section section;
    private final NodeKeys keys;

    private MasterFile(Section section) {
        this.section = section;
        this.keys = new NodeKeys(section);
    }

    /** The file, with the flags (by long name, without dashes) winning over it. Blocks. */
    public static Parsed<MasterConfig> read(Path file, Map<String, List<String>> flags) {
        return parse(file.toString(), TextFile.read(file), flags);
    }

    /** As {@link #read(Path, Map)}, of a text that was read from the file of this name. */
    public static Parsed<MasterConfig> parse(String file, String text, Map<String, List<String>> flags) {
        return read(TomlText.parse(file, text), flags);
    }

    /** No file: flags only. */
    public static Parsed<MasterConfig> read(Map<String, List<String>> flags) {
        return read(new Block(Place.of("command line"), Map.of()), flags);
    }

    /** An embedder's: without {@code data-dir} it remembers nothing beyond its process. */
    public static Parsed<MasterConfig> from(JsonObject json) {
        return read(JsonTree.of(json), Map.of(), name -> "");
    }

    /** A commented file with every key, that works as it stands. */
    public static String sample() {
        return Sample.read("dm-master.toml");
    }

    private static Parsed<MasterConfig> read(Block file, Map<String, List<String>> flags) {
        return read(file, flags, name -> "default." + name);
    }

    /** @param dataDir gives the directory of a master of this name that asks for none */
    private static Parsed<MasterConfig> read(
            Block file, Map<String, List<String>> flags, UnaryOperator<String> dataDir) {
        Findings findings = new Findings(ConfigError.TOML_WRONG);
        Section section = new Section(findings, "", FLAGS.over(file, flags, findings));
        MasterConfig config = new MasterFile(section).config(dataDir);
        section.finish();
        return findings.orThrow(() -> config);
    }

    private MasterConfig config(UnaryOperator<String> dataDir) {
        SecurityConfig security = new SecurityBlock(section, SecurityBlock.Use.NODE).read();
        Address listen = keys.listen("master-addr", ConfigError.MASTER_ADDRESS_WRONG);
        String name = section.has("name") ? section.text("name") : "dm-master-" + hostName();
        List<String> peerUrls = urls("peer-urls", List.of("127.0.0.1:8291"), security);
        List<String> advertisePeerUrls = urls("advertise-peer-urls", peerUrls, security);
        List<String> members = members(name, advertisePeerUrls, security);
        List<Address> join = keys.addresses("join", ConfigError.VALUE_WRONG);
        String directory = section.text("data-dir", dataDir.apply(name));
        passWhatHasNoMeaning();
        refuseWhatIsMissing();
        boolean several = members.size() > 1 || !join.isEmpty();
        if (several && directory.isEmpty()) {
            section.problem("data-dir", "one of several masters must remember what it has voted for: name a directory");
        }
        if (section.has("initial-cluster") && members.size() > 1 && !join.isEmpty()) {
            section.problem("join", "a master joins a cluster or begins a new one with initial-cluster, not both");
        }
        return new MasterConfig(
                name,
                listen,
                keys.advertise(listen, "master-addr", ConfigError.MASTER_ADVERTISE_ADDRESS_WRONG),
                several || section.has("peer-urls") ? peerAddress(peerUrls) : Optional.empty(),
                peerUrls,
                advertisePeerUrls,
                members,
                join,
                directory,
                section.text("secret-key-path"),
                keys.log(),
                section.duration("rpc-timeout", Duration.ofSeconds(30)),
                security,
                new StatusBlock(section).read(),
                section.flag("grpc-reflection", false));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a machine without a name in its own resolver: the name only has to be unique in the cluster
            return "localhost";
        }
    }

    /** DM writes the scheme that goes with the security keys, whatever stands there. */
    private List<String> urls(String key, List<String> fallback, SecurityConfig security) {
        List<String> given = commaSeparated(section.text(key));
        return (given.isEmpty() ? fallback : given)
                .stream().map(url -> withScheme(url, security)).toList();
    }

    private List<String> members(String name, List<String> peerUrls, SecurityConfig security) {
        List<String> members = commaSeparated(section.text("initial-cluster"));
        if (members.isEmpty()) {
            return peerUrls.stream().map(url -> name + "=" + url).toList();
        }
        if (members.stream().anyMatch(member -> !member.matches("[^=]+=[^=]+"))) {
            section.problem("initial-cluster", "expected name=url, separated by commas");
            return List.of();
        }
        if (members.stream()
                .anyMatch(member -> Addresses.parse(member.split("=")[1]).isEmpty())) {
            section.problem("initial-cluster", "expected name=host:port, separated by commas");
            return List.of();
        }
        List<String> names =
                members.stream().map(member -> member.split("=")[0]).toList();
        if (names.stream().distinct().count() < names.size()) {
            section.problem("initial-cluster", "a name stands there twice; each master has one address for the others");
        }
        if (!names.contains(name)) {
            section.problem("initial-cluster", "this master, " + name + ", is not among its members");
        }
        return members.stream().map(member -> memberUrl(member, security)).toList();
    }

    private Optional<Address> peerAddress(List<String> urls) {
        if (urls.size() > 1) {
            section.notSupported("peer-urls", "more than one address for other masters");
        }
        Optional<Address> address = Addresses.parse(urls.get(0));
        if (address.isEmpty()) {
            section.problem("peer-urls", "expected host:port");
        }
        return address;
    }

    private static String memberUrl(String member, SecurityConfig security) {
        String[] parts = member.split("=");
        return parts[0] + "=" + withScheme(parts[1], security);
    }

    private static String withScheme(String url, SecurityConfig security) {
        return (security.wantsTls() ? "https://" : "http://") + Addresses.withoutScheme(url);
    }

    private static List<String> commaSeparated(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toList());
    }

    private void passWhatHasNoMeaning() {
        section.noMeaning(
                STORE,
                "max-txn-ops",
                "max-request-bytes",
                "auto-compaction-mode",
                "auto-compaction-retention",
                "quota-backend-bytes");
        section.noMeaning("a master finds that out by itself", "initial-cluster-state");
        section.noMeaning("calls to workers go over one session each", "rpc-rate-limit", "rpc-rate-burst");
        section.noMeaning("the file is named on the command line", "config-file");
        noteThatRestIsOn(section);
        Section experimental = section.section("experimental");
        noteThatRestIsOn(experimental);
        experimental.finish();
    }

    private static void noteThatRestIsOn(Section block) {
        if (!block.flag("openapi", true)) {
            block.note("openapi", "has no meaning here: the REST interface is always on, for those who may call");
        }
    }

    private void refuseWhatIsMissing() {
        section.emptyOnly("v1-sources-path", "the import of a cluster of DM 1.0");
    }
}
