package io.dm4j.dmctl;

import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.SourceOp;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.UpdateTaskRequest;

/** Gives the cluster one file after the other, for commands that take several, and tells what it said to each. */
final class Delivery {
    private final Dmctl dmctl;

    Delivery(Dmctl dmctl) {
        this.dmctl = dmctl;
    }

    Verdict createSource(String file) {
        return source(SourceOp.StartSource, file);
    }

    Verdict updateSource(String file) {
        return source(SourceOp.UpdateSource, file);
    }

    private Verdict source(SourceOp op, String file) {
        OperateSourceRequest question =
                OperateSourceRequest.newBuilder().setOp(op).addConfig(file).build();
        return Verdict.of(dmctl.ask(masters -> masters.operateSource(question)));
    }

    Verdict startTask(String file) {
        StartTaskRequest question = StartTaskRequest.newBuilder().setTask(file).build();
        return Verdict.of(dmctl.ask(masters -> masters.startTask(question)));
    }

    Verdict updateTask(String file) {
        UpdateTaskRequest question =
                UpdateTaskRequest.newBuilder().setTask(file).build();
        return Verdict.of(dmctl.ask(masters -> masters.updateTask(question)));
    }
}
