package io.dm4j.dmctl;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** DM's command names, and how their words are taken. */
final class CommandLines {
    private static final Set<String> LONG_NAMES = Set.of(
            "config",
            "master-addr",
            "rpc-timeout",
            "ssl-ca",
            "ssl-cert",
            "ssl-key",
            "ssl-crl",
            "ssl-key-passphrase-file",
            "ssl-key-passphrase-env",
            "ssl-server-name",
            "ssl-server-fingerprint",
            "cert-allowed-cn",
            "cert-allowed-san",
            "tls-min-version",
            "tls-cipher-suites",
            "source",
            "output",
            "version",
            "help");
    /** DM's {@code -o} is the owner of a lock there. */
    private static final Set<String> COMMANDS_OF_OWNERS = Set.of("unlock", "unlock-ddl-lock");

    /** Runbooks still have them. */
    private static final List<String> FORMER_NAMES_OF_CONFIG = List.of("get-config", "get-task-config");

    private CommandLines() {}

    /** DM's flags may be written with one dash, its {@code help COMMAND} is {@code COMMAND --help}. */
    static String[] normal(String[] args) {
        List<String> words = new ArrayList<>(List.of(args));
        if (!words.isEmpty() && words.get(0).equals("help")) {
            words.remove(0);
            words.add("--help");
        }
        boolean owners = words.stream().anyMatch(COMMANDS_OF_OWNERS::contains);
        return words.stream()
                .map(word -> owners && word.equals("-o") ? "--owner" : normal(word))
                .toArray(String[]::new);
    }

    private static String normal(String arg) {
        if (!arg.startsWith("-") || arg.startsWith("--")) {
            return arg;
        }
        int end = arg.indexOf('=');
        String name = arg.substring(1, end < 0 ? arg.length() : end);
        return LONG_NAMES.contains(name) ? "-" + arg : arg;
    }

    /** Reading a command's annotations takes time, so only the one that is named is read where it can be told. */
    static CommandLine over(Dmctl root, String... args) {
        CommandLine line = new CommandLine(root);
        Map<String, Supplier<Object>> commands = commands();
        Optional<String> named = Stream.of(args).filter(commands::containsKey).findFirst();
        Stream<String> wanted = named.isPresent() ? named.stream() : commands.keySet().stream();
        wanted.forEach(name -> line.addSubcommand(name, commands.get(name).get()));
        return configured(line, root);
    }

    private static CommandLine configured(CommandLine line, Dmctl root) {
        line.registerConverter(OutputForm.class, OutputForm::named);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(110);
        line.setHelpFactory(CommandHelp::new);
        line.getCommandSpec()
                .usageMessage()
                .footer(
                        "%nWithout a command it asks for commands at a prompt, or reads them from stdin, one a line.",
                        "The master's address may also come from DM_MASTER_ADDR.",
                        "Not supported yet: " + String.join(", ", notYet()) + ".");
        line.setAbbreviatedOptionsAllowed(false);
        line.setExpandAtFiles(false);
        line.setExitCodeExceptionMapper(failure -> ExitCode.WRONG_INPUT.number());
        line.setParameterExceptionHandler((failure, args) -> wrongUsage(failure, root));
        line.setExecutionExceptionHandler(failures(root));
        line.setOut(new PrintWriter(root.terminal().out(), true));
        line.setErr(new PrintWriter(root.terminal().err(), true));
        everySpec(line).forEach(CommandLines::help);
        line.getSubcommands().values().stream().flatMap(CommandLines::everySpec).forEach(spec -> spec.usageMessage()
                .footer(CommandHelp.ELSEWHERE));
        return line;
    }

    private static Set<String> notYet() {
        Set<String> names = new TreeSet<>(LaterCommands.all().keySet());
        return names;
    }

    private static Stream<CommandSpec> everySpec(CommandLine line) {
        return Stream.concat(
                Stream.of(line.getCommandSpec()),
                line.getSubcommands().values().stream().flatMap(CommandLines::everySpec));
    }

    private static void help(CommandSpec spec) {
        spec.usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.forHelp())
                .hidden(spec.usageMessage().hidden()
                        || notYet().contains(spec.name())
                        || FORMER_NAMES_OF_CONFIG.contains(spec.name())
                        || spec.name().equals(HandleError.NAME));
    }

    private static int wrongUsage(ParameterException failure, Dmctl root) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        String meant = failure instanceof UnmatchedArgumentException unknown
                ? unknown.getSuggestions().stream()
                        .limit(1)
                        .map(word -> ", did you mean " + word + "?")
                        .findFirst()
                        .orElse("")
                : "";
        root.printer().failure(DmctlError.usage(failure.getMessage() + meant, "Try " + command + " --help"));
        return ExitCode.WRONG_INPUT.number();
    }

    private static IExecutionExceptionHandler failures(Dmctl root) {
        return (failure, line, parsed) -> root.tell(failure).number();
    }

    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("operate-source", OperateSource::new);
        commands.put("transfer-source", TransferSource::new);
        commands.put("check-task", CheckTask::new);
        commands.put("start-task", StartTask::new);
        commands.put("update-task", UpdateTask::new);
        commands.put("pause-task", PauseTask::new);
        commands.put("resume-task", ResumeTask::new);
        commands.put("stop-task", StopTask::new);
        commands.put("apply", Apply::new);
        commands.put("query-status", QueryStatus::new);
        commands.put("binlog", Binlog::new);
        commands.put(HandleError.NAME, HandleError::new);
        commands.put("binlog-schema", BinlogSchema::new);
        commands.put("operate-schema", OperateSchema::new);
        commands.put("list-member", ListMember::new);
        commands.put("offline-member", OfflineMember::new);
        commands.put("operate-leader", OperateLeader::new);
        commands.put("encrypt", Encrypt::new);
        commands.put("config", () -> ConfigCommand.named("config"));
        FORMER_NAMES_OF_CONFIG.forEach(name -> commands.put(name, () -> ConfigCommand.named(name)));
        commands.put("completion", CompletionScript::new);
        commands.put("cert", Cert::new);
        commands.put("tls", Tls::new);
        commands.putAll(LaterCommands.all());
        return commands;
    }
}
