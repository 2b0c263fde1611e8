package io.dm4j.dmctl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * DM's commands whose feature does not exist here: their words and flags are taken as DM takes them (control reference 4.2),
 * then the answer is that they are not supported yet. A word in brackets may be left out, one with dots may be repeated.
 */
final class LaterCommands {
    private static final Flag DATABASE = new Flag("-d, --database", "SCHEMA", "the schema of the table");
    private static final Flag TABLE = new Flag("-t, --table", "TABLE", "the table");
    private static final Flag ALL_TASKS = new Flag("--all-task", "", "every task");
    private static final Flag ALL_ERRORS = new Flag("--all", "", "every error");

    private LaterCommands() {}

    /** By name, in DM's order; each is made when it is asked for. */
    static Map<String, Supplier<Object>> all() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("decrypt", () -> later("decrypt", "CIPHERTEXT"));
        all.put("pause-relay", () -> later("pause-relay", ""));
        all.put("purge-relay", LaterCommands::purgeRelay);
        all.put("resume-relay", () -> later("resume-relay", ""));
        all.put("shard-ddl-lock", LaterCommands::locks);
        all.put("show-ddl-locks", () -> later("show-ddl-locks", "[TASK]"));
        all.put("start-relay", () -> later("start-relay", "[WORKER...]"));
        all.put("stop-relay", () -> later("stop-relay", "[WORKER...]"));
        all.put("unlock-ddl-lock", () -> unlock("unlock-ddl-lock"));
        all.put("validation", LaterCommands::validation);
        return all;
    }

    private static CommandSpec purgeRelay() {
        return later(
                "purge-relay",
                "",
                new Flag("-f, --filename", "BINLOG", "the first file to keep"),
                new Flag("--sub-dir", "DIRECTORY", "the directory of that file"));
    }

    private static CommandSpec locks() {
        return group("shard-ddl-lock", "[TASK]", unlock("shard-ddl-lock unlock"));
    }

    /** DM's {@code -o} for the owner is {@code -o} for the output elsewhere: see {@link CommandLines#normal}. */
    private static CommandSpec unlock(String name) {
        return later(
                name,
                "LOCK",
                new Flag("--owner", "SOURCE", "the source that shall own the lock (-o)"),
                new Flag("-f, --force-remove", "", "remove the lock even if it cannot be resolved"),
                new Flag("-a, --action", "skip|exec", "what the other sources do with the statements"),
                DATABASE,
                TABLE);
    }

    private static CommandSpec validation() {
        return group(
                "validation",
                "",
                later(
                        "validation start",
                        "[TASK]",
                        ALL_TASKS,
                        new Flag("--mode", "full|fast", "how closely rows are compared"),
                        new Flag("--start-time", "TIME", "from this time on")),
                later("validation stop", "[TASK]", ALL_TASKS),
                later(
                        "validation update",
                        "TASK",
                        new Flag("--cutover-binlog-pos", "(FILE, POS)", "the place of the cutover"),
                        new Flag("--cutover-binlog-gtid", "GTID", "the transaction of the cutover")),
                later(
                        "validation status",
                        "TASK",
                        new Flag("--table-stage", "running|stopped", "only tables of this stage")),
                later(
                        "validation show-error",
                        "TASK",
                        new Flag("--error", "all|ignored|unprocessed", "which errors (unprocessed)")),
                later("validation ignore-error", "TASK [ID]", ALL_ERRORS),
                later("validation resolve-error", "TASK [ID]", ALL_ERRORS),
                later("validation clear-error", "TASK [ID]", ALL_ERRORS));
    }

    private static CommandSpec group(String name, String words, CommandSpec... members) {
        CommandSpec group = later(name, words);
        for (CommandSpec member : members) {
            group.addSubcommand(member.name(), new picocli.CommandLine(member));
        }
        return group;
    }

    private static CommandSpec later(String name, String words, Flag... flags) {
        Callable<Integer> answer = () -> {
            throw DmctlError.notYet(name);
        };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(answer).name(name.substring(name.lastIndexOf(' ') + 1));
        spec.usageMessage().description("Not supported yet.");
        List<String> all = words.isEmpty() ? List.of() : List.of(words.split(" "));
        for (int index = 0; index < all.size(); index++) {
            spec.addPositional(word(all.get(index), index));
        }
        for (Flag flag : flags) {
            spec.addOption(flag.option());
        }
        return spec;
    }

    private static PositionalParamSpec word(String word, int index) {
        boolean optional = word.startsWith("[");
        boolean many = word.contains("...");
        String label = word.replaceAll("[\\[\\].]", "");
        PositionalParamSpec.Builder builder = PositionalParamSpec.builder()
                .paramLabel(label)
                .required(!optional)
                .index(many ? index + "..*" : String.valueOf(index))
                .arity((optional ? "0.." : "1..") + (many ? "*" : "1"));
        return (many ? builder.type(List.class).auxiliaryTypes(String.class) : builder.type(String.class)).build();
    }

    /**
     * A flag of DM.
     *
     * @param names separated by commas
     * @param label of its value, empty if it takes none
     */
    private record Flag(String names, String label, String meaning) {
        OptionSpec option() {
            String[] all = names.split(", ");
            OptionSpec.Builder builder = OptionSpec.builder(all[0], all).description(meaning);
            return label.isEmpty()
                    ? builder.type(boolean.class).build()
                    : builder.type(String.class).paramLabel(label).build();
        }
    }
}
