package io.dm4j.config;

import io.dm4j.config.LoadTuning.OnDuplicate;
import java.util.List;
import java.util.Locale;

/** Reads an entry of {@code loaders}, as far as it has a meaning where no files are loaded. */
final class LoadBlock {
    private static final String NO_FILES = "tables are copied directly, there are no dump files";
    private static final List<String> LOGICAL = List.of("logical", "sql", "loader");
    private static final List<String> MODES = List.of("logical", "sql", "loader", "physical", "import-into");

    private LoadBlock() {}

    static Load read(Section section) {
        checkImportMode(section);
        section.noMeaning(NO_FILES, "dir");
        section.noMeaning("on-duplicate-logical says it", "on-duplicate");
        section.noMeaning(
                "it belongs to import-mode physical",
                "on-duplicate-physical",
                "sorting-dir-physical",
                "disk-quota-physical",
                "checksum-physical",
                "analyze",
                "range-concurrency",
                "compress-kv-pairs",
                "pd-addr");
        Load load =
                new Load(section.number("pool-size", LoadTuning.DEFAULT.poolSize(), 1, 1_024), onDuplicate(section));
        section.finish();
        return load;
    }

    private static void checkImportMode(Section section) {
        String mode = section.choice(ConfigError.IMPORT_MODE_UNKNOWN, "import-mode", "logical", MODES);
        if (!LOGICAL.contains(mode)) {
            section.notSupported("import-mode", "import-mode " + mode);
        }
    }

    private static OnDuplicate onDuplicate(Section section) {
        String name = section.choice(
                ConfigError.ON_DUPLICATE_UNKNOWN,
                "on-duplicate-logical",
                "replace",
                List.of("replace", "error", "ignore"));
        return OnDuplicate.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The downstream half of {@link LoadTuning}. */
    record Load(int poolSize, OnDuplicate onDuplicate) {
        static final Load DEFAULT = new Load(LoadTuning.DEFAULT.poolSize(), LoadTuning.DEFAULT.onDuplicate());

        Load withPoolSize(int other) {
            return new Load(other, onDuplicate);
        }
    }
}
