package io.dm4j.dmctl;

import io.dm4j.api.CommonWorkerResponse;
import io.dm4j.api.TransferSourceRequest;
import io.dm4j.api.TransferSourceResponse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Takes a source to another worker. */
@Command(
        name = "transfer-source",
        description = {
            "Takes a source to another worker: its tasks stop where they are, then go on there.",
            "Tasks need not be paused; those that are paused stay so."
        })
final class TransferSource implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Parameters(index = "0", paramLabel = "SOURCE")
    private String source;

    @Parameters(index = "1", paramLabel = "WORKER", description = "an online worker that has room")
    private String worker;

    @Override
    public Integer call() {
        TransferSourceRequest question = TransferSourceRequest.newBuilder()
                .setSource(source)
                .setWorker(worker)
                .build();
        TransferSourceResponse answer = dmctl.ask(masters -> masters.transferSource(question));
        Printer printer = dmctl.printer();
        return printer.show(answer, () -> view(printer, answer), "dmctl list-member --worker");
    }

    private void view(Printer printer, TransferSourceResponse answer) {
        if (answer.getResult()) {
            CommonWorkerResponse there = CommonWorkerResponse.newBuilder()
                    .setResult(true)
                    .setSource(source)
                    .setWorker(worker)
                    .build();
            SourceResults.print(printer, true, answer.getMsg(), List.of(there));
        }
    }
}
