package io.dm4j.dmctl;

import io.dm4j.api.EncryptRequest;
import io.dm4j.api.EncryptResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes of a password what may stand in a file. */
@Command(name = "encrypt", description = "Encrypts a password for source and task files, under the key of the masters.")
final class Encrypt implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Parameters(
            arity = "0..1",
            paramLabel = "PASSWORD",
            description =
                    "better left out: then it is asked for, or read from stdin, and no list of processes shows it")
    private String password;

    @Override
    public Integer call() {
        EncryptRequest question = EncryptRequest.newBuilder()
                .setPlaintext(password == null ? asked() : password)
                .build();
        EncryptResponse answer = dmctl.ask(masters -> masters.encrypt(question));
        Printer printer = dmctl.printer();
        if (answer.getResult() && !dmctl.wantsJson()) {
            // as DM: the ciphertext alone, for $(dmctl encrypt)
            printer.line(answer.getCiphertext());
            return ExitCode.DONE.number();
        }
        return printer.show(answer, () -> {}, "dmctl list-member");
    }

    private String asked() {
        return dmctl.terminal()
                .secret("Password: ")
                .orElseThrow(() -> DmctlError.usage("encrypt: no password was given", "Type it, or pipe it in"));
    }
}
