package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.dm4j.config.Node.Scalar;
import io.dm4j.config.Node.Style;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads dmctl.toml, the environment and dmctl's flags. */
public final class DmctlFile {
    private static final String MASTER_ADDR = "DM_MASTER_ADDR";
    private static final Flags FLAGS = new Flags(
            "master-addr",
            "rpc-timeout",
            "ssl-ca",
            "ssl-cert",
            "ssl-key",
            "ssl-crl",
            "ssl-key-passphrase-file",
            "ssl-key-passphrase-env",
            "tls-min-version",
            "tls-cipher-suites",
            "ssl-server-name",
            "ssl-server-fingerprint",
            "cert-allowed-cn",
            "cert-allowed-san");

    private DmctlFile() {}

    /** A flag wins over {@code DM_MASTER_ADDR}, that over the file. Blocks. */
    public static Parsed<DmctlConfig> read(
            Optional<Path> file, Map<String, List<String>> flags, Map<String, String> environment) {
        Findings findings = new Findings(ConfigError.TOML_WRONG);
        Block base = file.map(path -> TomlText.parse(path.toString(), TextFile.read(path)))
                .orElse(new Block(Place.of("command line"), Map.of()));
        Section section = new Section(findings, "", FLAGS.over(base.under(master(environment)), flags, findings));
        DmctlConfig config = config(section);
        section.finish();
        return findings.orThrow(() -> config);
    }

    private static Map<String, Node> master(Map<String, String> environment) {
        String address = environment.getOrDefault(MASTER_ADDR, "");
        return address.isBlank()
                ? Map.of()
                : Map.of("master-addr", new Scalar(Place.of(MASTER_ADDR), Style.TEXT, address));
    }

    private static DmctlConfig config(Section section) {
        if (!section.has("master-addr")) {
            section.problem("master-addr", "no master is named: use --master-addr, DM_MASTER_ADDR or the file");
        }
        return new DmctlConfig(
                new NodeKeys(section).addresses("master-addr", ConfigError.VALUE_WRONG),
                section.duration("rpc-timeout", DmctlConfig.DEFAULT_RPC_TIMEOUT),
                new SecurityBlock(section, SecurityBlock.Use.CALLER).read());
    }
}
