package io.dm4j.dmctl;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command's help: its own flags and those with a letter. The long ones that every command takes are told once, by dmctl itself. */
final class CommandHelp extends Help {
    /** Below the help of a command. */
    static final String ELSEWHERE =
            "%nFlags of every command, such as --config, --master-addr and --ssl-ca: dmctl --help";

    CommandHelp(CommandSpec command, ColorScheme colors) {
        super(command, colors);
    }

    private static List<OptionSpec> told(List<OptionSpec> options) {
        return options.stream()
                .filter(option -> !option.inherited() || option.names().length > 1)
                .toList();
    }

    @Override
    public String optionListExcludingGroups(
            List<OptionSpec> options, Layout layout, Comparator<OptionSpec> order, IParamLabelRenderer labels) {
        return super.optionListExcludingGroups(told(options), layout, order, labels);
    }

    @Override
    protected Ansi.Text createDetailedSynopsisOptionsText(
            Collection<ArgSpec> done, List<OptionSpec> options, Comparator<OptionSpec> order, boolean clustered) {
        return super.createDetailedSynopsisOptionsText(done, told(options), order, clustered);
    }
}
