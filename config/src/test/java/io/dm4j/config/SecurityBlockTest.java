package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.SecurityBlock.Use;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityBlockTest {
    private static final String PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    private static final String ALL = "ssl-ca: /ca\nssl-cert: /cert\nssl-key: /key\n";

    @ParameterizedTest
    @EnumSource(Use.class)
    void absentMeansNoTls(Use use) {
        assertThat(read(use, "").value()).isEqualTo(SecurityConfig.NONE);
    }

    @ParameterizedTest
    @EnumSource(Use.class)
    void everyFieldEmptyMeansNoTls(Use use) {
        String empty = "ssl-ca: \"\"\nssl-cert: \"\"\nssl-key: \"\"\ncert-allowed-cn: []\nssl-ca-bytes: []\n"
                + "ssl-key-bytes: []\nssl-cert-bytes: []\nssl-ca-base64: \"\"\nssl-key-base64: \"\"\nssl-cert-base64: \"\"\n";

        assertThat(read(use, empty).value()).isEqualTo(SecurityConfig.NONE);
    }

    @ParameterizedTest
    @EnumSource(Use.class)
    void allThreeAreGoodEverywhere(Use use) {
        SecurityConfig security =
                read(use, ALL + "cert-allowed-cn: [dm, \" dm2 \"]").value();

        assertThat(security)
                .isEqualTo(SecurityConfig.files("/ca", "/cert", "/key").allowing("dm", "dm2"));
    }

    /** The table of the README, line by line. */
    @ParameterizedTest
    @CsvSource({
        "NODE,     ssl-ca,                  refused, ssl-cert",
        "CALLER,   ssl-ca,                  good,    ",
        "DATABASE, ssl-ca,                  good,    ",
        "NODE,     ssl-cert ssl-key,        refused, ssl-ca",
        "CALLER,   ssl-cert ssl-key,        refused, ssl-ca",
        "DATABASE, ssl-cert ssl-key,        refused, ssl-ca",
        "NODE,     ssl-ca ssl-cert,         refused, ssl-key",
        "CALLER,   ssl-ca ssl-cert,         refused, ssl-key",
        "DATABASE, ssl-ca ssl-cert,         refused, ssl-key",
        "NODE,     ssl-ca ssl-key,          refused, ssl-cert",
        "CALLER,   ssl-ca ssl-key,          refused, ssl-cert",
        "DATABASE, ssl-ca ssl-key,          refused, ssl-cert",
        "NODE,     ssl-cert,                refused, ssl-ca ssl-key",
        "NODE,     ssl-key,                 refused, ssl-ca ssl-cert"
    })
    void combinations(Use use, String keys, String verdict, String missing) {
        String yaml = String.join(
                "\n", List.of(keys.split(" ")).stream().map(key -> key + ": /f").toList());

        if (verdict.equals("good")) {
            assertThat(read(use, yaml).value().wantsTls()).isTrue();
        } else {
            assertThat(Refusals.of(() -> read(use, yaml)))
                    .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(ConfigError.SECURITY_WRONG))
                    .extracting(Problem::key)
                    .containsExactlyInAnyOrder(missing.split(" "));
        }
    }

    @Test
    void contentComesAsBase64() {
        String base64 = Base64.getEncoder().encodeToString(PEM.getBytes(StandardCharsets.UTF_8));

        assertThat(read(Use.DATABASE, "ssl-ca-base64: " + base64).value().ca()).isEqualTo(PemInput.text(PEM));
    }

    @Test
    void contentComesAsNumbersAsDmctlOfDmWritesIt() {
        StringBuilder numbers = new StringBuilder();
        for (byte one : PEM.getBytes(StandardCharsets.UTF_8)) {
            numbers.append("- ").append(one).append('\n');
        }

        assertThat(read(Use.DATABASE, "ssl-ca-bytes:\n" + numbers).value().ca()).isEqualTo(PemInput.text(PEM));
    }

    @Test
    void contentComesAsText() {
        String yaml = "ssl-ca-bytes: |\n  " + PEM.strip().replace("\n", "\n  ") + "\n";

        assertThat(read(Use.DATABASE, yaml).value().ca()).isEqualTo(PemInput.text(PEM));
    }

    @Test
    void pathAndContentStandTogether() {
        String base64 = Base64.getEncoder().encodeToString(PEM.getBytes(StandardCharsets.UTF_8));

        PemInput ca = read(Use.DATABASE, "ssl-ca: /ca\nssl-ca-base64: " + base64)
                .value()
                .ca();

        assertThat(ca).isEqualTo(new PemInput("/ca", Secret.of(PEM)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl-ca-base64: '%%%'",
                "ssl-ca-base64: aGVsbG8=",
                "ssl-ca-bytes: [256]",
                "ssl-ca-bytes: [-1]",
                "ssl-ca-bytes: [x]",
                "ssl-ca-bytes: [104, 105]",
                "ssl-ca-bytes: hello",
                "cert-allowed-cn: dm",
                "ssl-mode: preferred"
            })
    void refusesMaterialThatIsNone(String line) {
        String key = line.substring(0, line.indexOf(':'));

        assertThat(Refusals.of(() -> read(Use.DATABASE, ALL + line)))
                .singleElement()
                .extracting(Problem::key)
                .isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"['']", "[' ']", "[dm, '']"})
    void refusesABlankName(String names) {
        Problem problem = Refusals.one(() -> read(Use.NODE, ALL + "cert-allowed-cn: " + names));

        assertThat(problem.message()).isEqualTo("an entry is blank");
    }

    @Test
    void listsOfNamesComeByRoleOnANode() {
        String yaml =
                ALL + "cert-allowed-cn: {admin: [ops], worker: [w1, w2]}\ncert-allowed-san: {observer: ['dns:Probe']}";

        assertThat(read(Use.NODE, yaml).value().allowed())
                .isEqualTo(new AllowedCallers(List.of(
                        AllowedName.commonName("ops", Roles.of("admin")),
                        AllowedName.commonName("w1", Roles.of("worker")),
                        AllowedName.commonName("w2", Roles.of("worker")),
                        AllowedName.alternative("dns:probe", Roles.of("observer")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NODE     | cert-allowed-cn: {admn: [ops], admin: [a]} | unknown key, did you mean admin?",
                "NODE     | cert-allowed-cn: {admin: []}               | is a table that names nobody",
                "NODE     | cert-allowed-cn: {admin: ['']}             | an entry is blank",
                "NODE     | cert-allowed-cn: ['*']                     | \"*\" would match everything",
                "NODE     | cert-allowed-san: ['']                     | an entry is blank",
                "NODE     | cert-allowed-san: ['dns:']                 | an entry is blank",
                "NODE     | cert-allowed-san: ['dns:*']                | would match everything",
                "NODE     | cert-allowed-san: ['dns:*.example']        | is not one DNS name",
                "NODE     | cert-allowed-san: ['ip:0.0.0.0/0']         | is not one IP address",
                "NODE     | cert-allowed-san: ['uri:spiffe://']        | is not one URI",
                "NODE     | cert-allowed-san: ['uri:spiffe://*']       | is not one URI",
                "NODE     | cert-allowed-san: ['uri:master']           | is not one URI",
                "NODE     | cert-allowed-san: ['db.example']           | must begin with dns:, ip: or uri:",
                "CALLER   | cert-allowed-cn: {admin: [ops]}            | roles are for those who call a node",
                "DATABASE | cert-allowed-cn: {admin: [ops]}            | roles are for those who call a node",
            })
    void refusesEntriesThatAreNotOneName(Use use, String line, String why) {
        assertThat(Refusals.of(() -> read(use, ALL + line)))
                .anySatisfy(problem -> assertThat(problem.message()).contains(why));
    }

    @Test
    void everyKeyOfAHandshakeIsMapped() {
        String digits = "ab".repeat(32);
        SecurityConfig security = read(
                        Use.DATABASE,
                        ALL + "ssl-crl: /crl\nssl-key-passphrase-file: /pass\ntls-min-version: 1.3\n"
                                + "tls-cipher-suites: [TLS_AES_128_GCM_SHA256]\nssl-server-name: db.example\n")
                .value();
        SecurityConfig pinned = read(Use.CALLER, "ssl-server-fingerprint: ['SHA256:" + "AB:".repeat(31) + "AB']")
                .value();

        assertThat(security)
                .isEqualTo(SecurityConfig.files("/ca", "/cert", "/key")
                        .withCrl(PemInput.file("/crl"))
                        .withPassphrase(PassphraseSource.file("/pass"))
                        .withLimits(new TlsLimits(TlsVersion.V1_3, List.of("TLS_AES_128_GCM_SHA256")))
                        .withServer(new ServerIdentity(SslMode.VERIFY_IDENTITY, "db.example", List.of())));
        assertThat(pinned.server().fingerprints()).containsExactly(digits);
        assertThat(pinned.wantsTls()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NODE     | tls-min-version: '1.1'                               | expected one of 1.2, 1.3",
                "CALLER   | tls-min-version: '1.0'                               | expected one of 1.2, 1.3",
                "DATABASE | tls-min-version: '0.9'                               | expected one of 1.0, 1.1, 1.2, 1.3",
                "NODE     | ssl-server-name: x                                   | between nodes",
                "NODE     | ssl-server-fingerprint: [x]                          | between nodes",
                "DATABASE | ssl-server-fingerprint: ['sha256:abcd']              | 64 hexadecimal digits",
                "DATABASE | {ssl-server-name: x, ssl-mode: verify-ca}            | would not be looked at",
                "NODE     | {ssl-key-passphrase-file: x, ssl-key-passphrase-env: X} | two passphrases",
            })
    void refusesWhatAHandshakeWouldNotHold(Use use, String keys, String why) {
        String lines = keys.replaceAll("[{}]", "").replace(", ssl", "\nssl");

        assertThat(Refusals.of(() -> read(use, ALL + lines)))
                .anySatisfy(problem -> assertThat(problem.message()).contains(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl-server-name: x",
                "tls-min-version: '1.3'",
                "tls-cipher-suites: [TLS_AES_128_GCM_SHA256]",
                "ssl-key-passphrase-file: x",
                "ssl-key-passphrase-env: X",
                "ssl-crl: x"
            })
    void refusesAKeyOfTlsWhereThereIsNone(String line) {
        assertThat(Refusals.of(() -> read(Use.DATABASE, line))).isNotEmpty();
    }

    @Test
    void aFloorThatIsBrokenIsNoted() {
        assertThat(read(Use.DATABASE, "ssl-ca: /ca\ntls-min-version: '1.0'").notes())
                .containsExactly("f:2: tls-min-version: allows TLS 1.0, which is broken");
    }

    @ParameterizedTest
    @EnumSource(Use.class)
    void refusesAListThatProtectsNothing(Use use) {
        Problem problem = Refusals.one(() -> read(use, "cert-allowed-cn: [dm]"));

        assertThat(problem.message()).isEqualTo("protects nothing without ssl-ca, ssl-cert and ssl-key");
    }

    @Test
    void sslModeIsForDatabases() {
        assertThat(read(Use.DATABASE, "ssl-ca: /ca\nssl-mode: verify-ca")
                        .value()
                        .server()
                        .mode())
                .isEqualTo(SslMode.VERIFY_CA);
        assertThat(Refusals.one(() -> read(Use.NODE, ALL + "ssl-mode: verify-ca"))
                        .message())
                .contains("for databases only");
        assertThat(Refusals.one(() -> read(Use.DATABASE, "ssl-mode: verify-ca")).message())
                .contains("there is no ssl-ca");
    }

    @Test
    void tellsWhoMayCallAndWhatIsNotChecked() {
        assertThat(read(Use.NODE, ALL).notes())
                .containsExactly("f: cert-allowed-cn: is empty: whoever holds a certificate of the CA may call");
        assertThat(read(Use.DATABASE, "ssl-ca: /ca\nssl-mode: verify-ca").notes())
                .containsExactly("f:2: ssl-mode: is verify-ca: the server's host name is not checked");
    }

    @Test
    void neverShowsMaterial() {
        assertThat(Refusals.of(() -> read(Use.DATABASE, "ssl-key-base64: c2VjcmV0"))
                        .toString())
                .doesNotContain("c2VjcmV0")
                .doesNotContain("secret");
    }

    private static Parsed<SecurityConfig> read(Use use, String yaml) {
        Findings findings = new Findings(ConfigError.YAML_WRONG);
        Section section = new Section(findings, "", YamlText.parse("f", yaml));
        SecurityConfig security = new SecurityBlock(section, use).read();
        section.finish();
        return findings.orThrow(() -> security);
    }
}
