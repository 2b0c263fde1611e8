package io.dm4j.dmctl;

import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.client.NodeError;
import io.dm4j.client.ProtoTree;
import io.dm4j.error.DmException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows how far the tasks are. */
@Command(name = "query-status", description = "Shows the tasks of the cluster, of -s, or one task.")
final class QueryStatus implements Callable<Integer> {
    @ParentCommand
    private Dmctl dmctl;

    @Parameters(arity = "0..1", paramLabel = "TASK", description = "its name or its file")
    private String task = "";

    @Option(names = "--more", description = "more columns; in JSON the whole status instead of the summary")
    private boolean more;

    @Option(names = "--watch", description = "again and again until Ctrl-C; in JSON one document a line")
    private boolean watch;

    @Option(names = "--interval", paramLabel = "SECONDS", description = "of --watch (1)")
    private double interval = 1;

    @Override
    public Integer call() {
        if (!(interval > 0)) {
            throw DmctlError.usage("query-status: --interval must be more than 0 seconds", "Leave it out for 1");
        }
        QueryStatusListRequest question = question();
        QueryStatusListResponse first = ask(question);
        if (!watch) {
            return show(first);
        }
        frame(first);
        return follow(question);
    }

    private QueryStatusListRequest question() {
        return QueryStatusListRequest.newBuilder()
                .setName(LocalFiles.taskName(task))
                .addAllSources(dmctl.sources())
                .build();
    }

    private QueryStatusListResponse ask(QueryStatusListRequest question) {
        return dmctl.ask(masters -> masters.queryStatus(question));
    }

    private int show(QueryStatusListResponse answer) {
        Printer printer = dmctl.printer();
        if (printer.isForPrograms() && isForSummary(answer)) {
            printer.tree(StatusSummary.tree(answer));
            return ExitCode.DONE.number();
        }
        return printer.show(answer, () -> new StatusView(printer, more).print(answer), "dmctl list-member");
    }

    private boolean isForSummary(QueryStatusListResponse answer) {
        boolean all = task.isEmpty() && dmctl.sources().isEmpty() && !more;
        return all && Verdict.of(answer).isGood();
    }

    /** A master that goes away and comes back, or another leader, does not end the watch; only Ctrl-C does. */
    private int follow(QueryStatusListRequest question) {
        while (pause()) {
            try {
                frame(ask(question));
            } catch (DmException failure) {
                if (!(failure.code() instanceof NodeError)) {
                    throw failure;
                }
                dmctl.printer().failure(failure);
            }
        }
        return ExitCode.DONE.number();
    }

    private boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep((long) (interval * 1000));
            return true;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void frame(QueryStatusListResponse answer) {
        Printer printer = dmctl.printer();
        if (printer.isForPrograms()) {
            printer.treeInAStream(isForSummary(answer) ? StatusSummary.tree(answer) : ProtoTree.of(answer));
            return;
        }
        printer.clearScreen();
        printer.show(answer, () -> new StatusView(printer, more).print(answer), "dmctl list-member");
        printer.line("");
    }
}
