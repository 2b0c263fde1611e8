package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemMaterialTest {
    private static final String PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    @TempDir
    private Path directory;

    private String ca;

    @BeforeEach
    void writeFile() throws Exception {
        ca = Files.writeString(directory.resolve("ca.pem"), PEM).toString();
    }

    @Test
    void putsContentBesideThePathInBlockStyle() {
        String yaml = "source-id: s1\nfrom:\n  host: db # 😀\n  user: dm\n  security:\n    ssl-ca: " + ca + "\n";

        Parsed<String> sent = PemMaterial.into("s.yaml", yaml);

        assertThat(sent.notes()).isEmpty();
        assertThat(SourceFile.parse("s.yaml", sent.value())
                        .value()
                        .from()
                        .security()
                        .ca())
                .isEqualTo(new PemInput(ca, Secret.of(PEM)));
    }

    @Test
    void putsContentBesideThePathInFlowStyle() {
        String yaml =
                "source-id: s1\nfrom: {host: db, user: dm, security: {ssl-mode: verify-ca, ssl-ca: " + ca + "}}\n";

        String sent = PemMaterial.into("s.yaml", yaml).value();

        assertThat(SourceFile.parse("s.yaml", sent).value().from().security().ca())
                .isEqualTo(new PemInput(ca, Secret.of(PEM)));
    }

    @Test
    void saysWhichFileCouldNotBeRead() {
        String yaml = "from:\n  security:\n    ssl-ca: /no/such/file\n    ssl-key: \"\"\n";

        Parsed<String> sent = PemMaterial.into("s.yaml", yaml);

        assertThat(sent.value()).isEqualTo(yaml);
        assertThat(sent.notes()).singleElement().asString().startsWith("s.yaml:3: ssl-ca: cannot be read here");
    }

    @Test
    void contentThatIsThereIsNotReplaced() {
        String yaml = "from:\n  security:\n    ssl-ca: " + ca + "\n    ssl-ca-base64: eA==\n";

        assertThat(PemMaterial.into("s.yaml", yaml).value()).isEqualTo(yaml);
    }

    @Test
    void whatIsPutInIsMaskedLater() {
        String sent = PemMaterial.into("s.yaml", "from:\n  security:\n    ssl-ca: " + ca + "\n")
                .value();

        assertThat(SourceFile.masked(sent))
                .isEqualTo("from:\n  security:\n    ssl-ca-base64: \"******\"\n    ssl-ca: " + ca + "\n");
    }
}
