package io.dm4j.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a task file: YAML, what to migrate from which sources into which target. */
public final class TaskFile {
    /** MySQL's identifiers end at 64 characters, and the longest of a task's own tables is called name_sync_progress. */
    private static final int LONGEST_NAME = 64 - "_sync_progress".length();

    private static final List<String> MODES = List.of("all", "full", "incremental", "dump", "load", "load&sync");
    private static final String SHADOW_TABLES = "tables of gh-ost and pt-osc are replicated like any other";
    private static final String SHADOW_RULE = "^_(.+)_(?:new|gho)$";
    private static final String TRASH_RULE = "^_(.+)_(?:ghc|del|old)$";

    private final Section section;

    private TaskFile(Section section) {
        this.section = section;
    }

    /** @param name what to call the text in messages */
    public static Parsed<TaskConfig> parse(String name, String yaml) {
        Findings findings = new Findings(ConfigError.YAML_WRONG);
        Section section = new Section(findings, "", YamlText.parse(name, yaml));
        TaskConfig config = new TaskFile(section).config();
        section.finish();
        return findings.orThrow(() -> config);
    }

    /** The operator's text with passwords and key material replaced; ConfigException if it is not YAML. */
    public static String masked(String yaml) {
        return SecretTexts.masked("task", yaml);
    }

    /** A commented file with every key, that works as it stands. */
    public static String sample() {
        return Sample.read("task.yaml");
    }

    private TaskConfig config() {
        passWhatHasNoMeaning();
        refuseWhatIsMissing();
        explainOnlineDdl();
        TaskHeader header =
                new TaskHeader(name(), mode(), metaSchema(), target(), section.flag("case-sensitive", false));
        return new TaskConfig(
                header.name(),
                header.mode(),
                header.metaSchema(),
                timezone(),
                header.caseSensitive(),
                header.target(),
                ignoredChecks(),
                subtasks(header));
    }

    private String name() {
        String name = section.text("name");
        if (name.isBlank()) {
            section.problem(ConfigError.TASK_NAME_MISSING, "name", "is missing");
        } else if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            section.problem(ConfigError.TASK_NAME_WRONG, "name", "is longer than " + LONGEST_NAME + " characters");
        } else if (!name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl)) {
            section.problem(ConfigError.TASK_NAME_WRONG, "name", "has blanks at an end or control characters in it");
        }
        return name;
    }

    private TaskMode mode() {
        String text = section.text("task-mode");
        if (text.isEmpty()) {
            section.problem(ConfigError.TASK_MODE_WRONG, "task-mode", "is missing, expected all, full or incremental");
            return TaskMode.ALL;
        }
        String mode = section.choice(ConfigError.TASK_MODE_WRONG, "task-mode", "all", MODES);
        for (TaskMode known : TaskMode.values()) {
            if (known.toString().equals(mode)) {
                return known;
            }
        }
        section.notSupported("task-mode", "task-mode " + mode + ", which works on dump files");
        return TaskMode.ALL;
    }

    private String metaSchema() {
        String schema = section.text("meta-schema", "dm_meta");
        if (schema.length() > 64 || !schema.equals(schema.strip())) {
            section.problem("meta-schema", "is not the name of a schema");
        }
        return schema;
    }

    private DatabaseConfig target() {
        if (!section.has("target-database")) {
            section.problem(
                    ConfigError.TARGET_MISSING, "target-database", "is missing: host, port, user of the target server");
            return new DatabaseConfig("", 0, "", Secret.NONE, Map.of(), SecurityConfig.NONE);
        }
        return new DatabaseBlock(section.section("target-database")).read();
    }

    /** Any zone that exists is fine, as none is used: a timestamp is the same moment on both sides. */
    private String timezone() {
        String zone = section.text("timezone");
        if (zone.isEmpty()) {
            return "";
        }
        if (isZone(zone)) {
            section.note("timezone", "has no meaning here: both sides are spoken to in +00:00");
        } else {
            section.problem(
                    ConfigError.TIME_ZONE_WRONG, "timezone", "expected an offset such as +08:00 or a name such as UTC");
        }
        return zone;
    }

    private static boolean isZone(String zone) {
        try {
            return !zone.equalsIgnoreCase("SYSTEM") && ZoneId.of(zone).getId() != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private List<String> ignoredChecks() {
        List<String> items = section.texts("ignore-checking-items");
        for (String item : items) {
            if (!CheckingItem.NAMES.contains(item)) {
                String hint = NearestWord.hint(item, CheckingItem.NAMES);
                section.problem(
                        ConfigError.CHECKING_ITEM_UNKNOWN, "ignore-checking-items", "there is no check " + item + hint);
            }
        }
        return items;
    }

    private List<SubtaskConfig> subtasks(TaskHeader header) {
        TaskBlocks blocks = new TaskBlocks(section);
        List<SubtaskConfig> subtasks = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        for (Section instance : section.sections("mysql-instances")) {
            SubtaskConfig subtask = new InstanceBlock(instance, header, blocks).read();
            subtasks.add(subtask);
            if (!subtask.sourceId().isEmpty() && !sources.add(subtask.sourceId())) {
                instance.problem(ConfigError.SOURCE_TWICE, "source-id", subtask.sourceId() + " is there twice");
            }
        }
        if (subtasks.isEmpty()) {
            section.problem(ConfigError.NO_INSTANCE, "mysql-instances", "expected at least one entry with a source-id");
        }
        blocks.reportUnused();
        return subtasks;
    }

    private void passWhatHasNoMeaning() {
        section.noMeaning("there are no dump files", "clean-dump-file");
        section.noMeaning(
                "DM gave it up",
                "ansi-quotes",
                "enable-heartbeat",
                "heartbeat-update-interval",
                "heartbeat-report-interval");
        Section experimental = section.section("experimental");
        experimental.noMeaning("the position is committed with the rows", "async-checkpoint-flush");
        experimental.finish();
    }

    private void refuseWhatIsMissing() {
        section.offOnly("is-sharding", "the merge of shards");
        section.offOnly("strict-optimistic-shard-mode", "the merge of shards");
        refuseShardMode();
        refuseTidbImport();
        refuseMariadbRewriting();
        refuseStrictCollation();
        if (section.flag("remove-meta", false)) {
            section.notSupported("remove-meta", "forgetting progress by file; dmctl start-task --remove-meta does it");
        }
        if (section.node("column-mappings").filter(node -> !node.isEmpty()).isPresent()) {
            section.problem(ConfigError.COLUMN_MAPPING_GONE, "column-mappings", "DM gave column mapping up");
        }
    }

    private void refuseShardMode() {
        String mode =
                section.choice(ConfigError.SHARD_MODE_UNKNOWN, "shard-mode", "", List.of("pessimistic", "optimistic"));
        if (!mode.isEmpty()) {
            section.notSupported("shard-mode", "the merge of shards");
        }
    }

    /** The block that {@code loaders.*.import-mode} replaced. */
    private void refuseTidbImport() {
        Section tidb = section.section("tidb");
        String backend =
                tidb.choice(ConfigError.IMPORT_MODE_UNKNOWN, "backend", "tidb", List.of("tidb", "loader", "local"));
        if (backend.equals("local")) {
            tidb.notSupported("backend", "import-mode physical");
        } else {
            tidb.noMeaning("loaders.*.import-mode says it", "backend", "session");
        }
        tidb.finish();
    }

    private void refuseMariadbRewriting() {
        Section rewriting = section.section("mariadb2tidb");
        String mode = rewriting.choice(ConfigError.VALUE_WRONG, "mode", "auto", List.of("auto", "on", "off"));
        if (mode.equals("on")) {
            rewriting.notSupported("mode", "rewriting MariaDB's table definitions for TiDB");
        }
        rewriting.noMeaning(
                "table definitions of MariaDB are not rewritten yet",
                "mode",
                "strict-mode",
                "enabled-rules",
                "disabled-rules");
        rewriting.finish();
    }

    private void refuseStrictCollation() {
        String mode = section.choice(
                ConfigError.COLLATION_MODE_UNKNOWN, "collation_compatible", "loose", List.of("loose", "strict"));
        if (mode.equals("strict")) {
            section.notSupported("collation_compatible", "adding the upstream's default collation to statements");
        }
    }

    private void explainOnlineDdl() {
        section.flag("online-ddl", true);
        section.choice(ConfigError.ONLINE_DDL_SCHEME_UNKNOWN, "online-ddl-scheme", "", List.of("gh-ost", "pt"));
        section.note("online-ddl", SHADOW_TABLES + "; their rules are not supported yet");
        refuseOtherRules("shadow-table-rules", SHADOW_RULE);
        refuseOtherRules("trash-table-rules", TRASH_RULE);
    }

    private void refuseOtherRules(String key, String usual) {
        if (!List.of(usual).containsAll(section.texts(key))) {
            section.notSupported(key, "rules for the tables of gh-ost and pt-osc");
        }
    }
}
