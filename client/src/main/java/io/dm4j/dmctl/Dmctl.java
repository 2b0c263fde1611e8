package io.dm4j.dmctl;

import io.dm4j.client.MasterClient;
import io.dm4j.config.ConfigException;
import io.dm4j.config.DmctlConfig;
import io.dm4j.config.DmctlFile;
import io.dm4j.config.Parsed;
import io.dm4j.error.DmException;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The operator's command line. What DM's dmctl takes works as it stands; {@code -o}, {@code --watch} and exit codes are ours. */
@Command(
        name = "dmctl",
        description = "Operates a data migration cluster.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Dmctl implements Callable<Integer> {
    private static final String HISTORY = ".dmctl_history";

    private final Terminal terminal;
    private final Connection connection;
    private final boolean oneOfMany;
    private List<String> words = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "dmctl.toml with the values of the flags below",
            scope = ScopeType.INHERIT)
    private List<Path> configs = List.of();

    @Option(
            names = "--master-addr",
            paramLabel = "HOST:PORT",
            description = "masters, tried in this order (comma list)",
            scope = ScopeType.INHERIT)
    private String masterAddr;

    @Option(
            names = "--rpc-timeout",
            paramLabel = "DURATION",
            description = "how long a command may take (10m)",
            scope = ScopeType.INHERIT)
    private String rpcTimeout;

    @Option(
            names = "--ssl-ca",
            paramLabel = "FILE",
            description = "CA certificates that the master's must come from (PEM)",
            scope = ScopeType.INHERIT)
    private String sslCa;

    @Option(names = "--ssl-cert", paramLabel = "FILE", description = "own certificate (PEM)", scope = ScopeType.INHERIT)
    private String sslCert;

    @Option(names = "--ssl-key", paramLabel = "FILE", description = "its private key (PEM)", scope = ScopeType.INHERIT)
    private String sslKey;

    @Mixin
    private SecurityFlags security = new SecurityFlags();

    @Option(
            names = {"-s", "--source"},
            paramLabel = "SOURCE",
            split = ",",
            description = "only these sources (comma list, repeatable)",
            scope = ScopeType.INHERIT)
    private List<String> sources = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "table, json or yaml (json when stdout is not a terminal)",
            scope = ScopeType.INHERIT)
    private OutputForm form = OutputForm.DEFAULT;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text",
            scope = ScopeType.INHERIT)
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "the version")
    private boolean version;

    Dmctl(Terminal terminal) {
        this(terminal, new Connection(), false);
    }

    private Dmctl(Terminal terminal, Connection connection, boolean oneOfMany) {
        this.terminal = terminal;
        this.connection = connection;
        this.oneOfMany = oneOfMany;
    }

    public static void main(String[] args) {
        Quiet.start();
        System.exit(new Dmctl(Terminal.system()).run(args));
    }

    /** One command line; the exit code. */
    int run(String... args) {
        words = List.of(CommandLines.normal(args));
        CommandLine line = CommandLines.over(this, words.toArray(String[]::new));
        try {
            return line.execute(words.toArray(String[]::new));
        } finally {
            if (!oneOfMany) {
                connection.close();
            }
        }
    }

    /** No command: the commands are on stdin, or are typed at the prompt; each takes the flags that stand here. */
    @Override
    public Integer call() {
        if (oneOfMany) {
            throw DmctlError.usage("no command is named", "See --help");
        }
        Conversation conversation = new Conversation(printer(), this::carryOut);
        if (!terminal.typed()) {
            return conversation.script(terminal.in());
        }
        Path home = Path.of(terminal.environment().getOrDefault("HOME", "."));
        try (Prompt prompt = Prompt.open(home.resolve(HISTORY), NameCompletion.of(this))) {
            return conversation.typed(prompt::line);
        }
    }

    private int carryOut(List<String> command) {
        String[] line = Stream.concat(words.stream(), command.stream()).toArray(String[]::new);
        return new Dmctl(terminal, connection, true).run(line);
    }

    /** The answer of the first master that can be reached. */
    <A> A ask(Function<MasterClient, Future<A>> question) {
        return connection.to(settings()).ask(question);
    }

    /** A file's text with its PEM material in it; the operator is told of what could not be read. */
    String textToSend(LocalFiles.Checked<?> file) {
        Parsed<String> text = file.toSend();
        printer().notes(text.notes());
        return text.value();
    }

    Terminal terminal() {
        return terminal;
    }

    List<String> sources() {
        return sources;
    }

    /** JSON or YAML was asked for by name. */
    boolean wantsJson() {
        return form == OutputForm.JSON || form == OutputForm.YAML;
    }

    Printer printer() {
        return new Printer(terminal, form);
    }

    /** As often as {@code --config} was given. */
    List<Path> configFiles() {
        return configs;
    }

    DmctlConfig settings() {
        if (configs.size() > 1) {
            throw DmctlError.usage("--config is given " + configs.size() + " times", "Give one file");
        }
        Parsed<DmctlConfig> parsed = DmctlFile.read(configs.stream().findFirst(), flags(), terminal.environment());
        printer().notes(parsed.notes());
        return parsed.value();
    }

    private Map<String, List<String>> flags() {
        Map<String, List<String>> flags = new LinkedHashMap<>();
        put(flags, "master-addr", masterAddr);
        put(flags, "rpc-timeout", rpcTimeout);
        put(flags, "ssl-ca", sslCa);
        put(flags, "ssl-cert", sslCert);
        put(flags, "ssl-key", sslKey);
        flags.putAll(security.given());
        return flags;
    }

    private static void put(Map<String, List<String>> flags, String name, String value) {
        if (value != null) {
            flags.put(name, List.of(value));
        }
    }

    /** What a command threw, told to the operator. */
    ExitCode tell(Exception failure) {
        DmException coded = DmException.from(failure, DmctlError.INTERNAL);
        printer().failure(coded);
        if (coded instanceof ConfigException) {
            printer().usage("Nothing was sent.");
        }
        return ExitCode.of(coded);
    }
}
