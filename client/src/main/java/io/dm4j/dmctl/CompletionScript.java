package io.dm4j.dmctl;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Teaches a shell dmctl's commands and flags. */
@Command(
        description = {
            "Prints a script that completes dmctl's commands and flags in a shell.",
            "For bash: source <(dmctl completion bash). zsh takes the same script. Asks no master."
        })
final class CompletionScript implements Callable<Integer> {
    private static final List<String> SHELLS = List.of("bash", "zsh");

    @ParentCommand
    private Dmctl dmctl;

    @Parameters(paramLabel = "bash|zsh")
    private String shell;

    @Override
    public Integer call() {
        if (!SHELLS.contains(shell)) {
            throw DmctlError.usage("completion: there is no script for " + shell, "One of: bash, zsh");
        }
        dmctl.printer()
                .line(AutoComplete.bash("dmctl", CommandLines.over(new Dmctl(dmctl.terminal())))
                        .stripTrailing());
        return ExitCode.DONE.number();
    }
}
