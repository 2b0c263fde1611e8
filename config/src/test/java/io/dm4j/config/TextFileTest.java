package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    @TempDir
    private Path directory;

    @Test
    void refusesWhatIsNotUtf8() throws Exception {
        Path file = Files.write(directory.resolve("f"), new byte[] {'a', (byte) 0xC3, '(', '\n'});

        assertThat(Refusals.one(() -> TextFile.read(file)).message()).isEqualTo("is not UTF-8");
    }

    @Test
    void refusesAMissingFileByName() {
        Problem problem = Refusals.one(() -> TextFile.read(directory.resolve("no.toml")));

        assertThat(problem.toString()).endsWith("no.toml: does not exist");
        assertThat(problem.code()).isEqualTo(ConfigError.FILE_UNREADABLE);
    }

    @Test
    void refusesAFileThatIsTooLarge() throws Exception {
        Path file = Files.write(directory.resolve("f"), new byte[TextFile.LARGEST + 1]);

        assertThat(Refusals.one(() -> TextFile.read(file)).message()).contains("larger than");
    }
}
