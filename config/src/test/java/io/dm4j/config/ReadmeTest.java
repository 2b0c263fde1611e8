package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key that the README explains is a key that its reader knows. */
class ReadmeTest {
    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"## dm-master.toml", "## dm-worker.toml", "## dmctl.toml"})
    void tomlKeys(String heading) throws Exception {
        Path file = directory.resolve("f.toml");
        for (String key : keys(heading)) {
            Files.writeString(file, key + " = \"\"\n");
            assertKnown(key, () -> read(heading, file));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "## Source file, ''",
        "### from, from",
        "## Task file, ''",
        "### mysql-instances, mysql-instances",
        "### Named blocks, ''",
        "## Security keys, from.security"
    })
    void yamlKeys(String heading, String parent) throws Exception {
        boolean source = heading.equals("## Source file") || parent.startsWith("from");
        for (String key : keys(heading)) {
            String yaml = nested(parent, key.replace("*", "x"));
            assertKnown(key, () -> {
                if (source) {
                    SourceFile.parse("f", yaml);
                } else {
                    TaskFile.parse("f", yaml);
                }
            });
        }
    }

    @Test
    void anUnknownKeyWouldBeSeen() {
        assertThat(Refusals.of(() -> SourceFile.parse("f", nested("from", "nonsense"))))
                .anyMatch(problem -> problem.message().startsWith("unknown key"));
    }

    private static void read(String heading, Path file) {
        switch (heading) {
            case "## dm-master.toml" -> MasterFile.read(file, Map.of());
            case "## dm-worker.toml" -> WorkerFile.read(file, Map.of());
            default -> DmctlFile.read(Optional.of(file), Map.of(), Map.of());
        }
    }

    private static void assertKnown(String key, ThrowingCallable reading) {
        assertThat(Refusals.of(reading)).as(key).noneMatch(problem -> problem.message()
                .startsWith("unknown key"));
    }

    /** {@code a.b} under {@code mysql-instances} becomes {@code mysql-instances: [{a: {b: }}]}. */
    private static String nested(String parent, String key) {
        String path = parent.isEmpty() || parent.equals("mysql-instances") ? key : parent + "." + key;
        String flow = "";
        String[] parts = path.split("\\.");
        for (int i = parts.length - 1; i >= 0; i--) {
            flow = "{" + parts[i] + ": " + flow + "}";
        }
        return parent.equals("mysql-instances") ? "mysql-instances: [" + flow + "]" : flow;
    }

    private static List<String> keys(String heading) throws Exception {
        List<String> keys = new ArrayList<>();
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        int at = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith(heading))
                .findFirst()
                .orElseThrow());
        for (String line : lines.subList(at + 1, lines.size())) {
            if (line.startsWith("#") || line.startsWith("| given")) {
                break;
            }
            Matcher key = KEY.matcher(line.startsWith("| `") ? line.split("\\|")[1] : "");
            while (key.find()) {
                keys.add(key.group(1));
            }
        }
        assertThat(keys).isNotEmpty();
        return keys;
    }
}
