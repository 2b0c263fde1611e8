package io.dm4j.verticles;

import io.dm4j.config.WorkerConfig;
import io.dm4j.config.WorkerFile;

/** The process dm-worker. */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] args) throws InterruptedException {
        LogSetup.prepare();
        NodeProgram<WorkerConfig> program = new NodeProgram<>(
                "dm-worker", WorkerFile::sample, WorkerFile::parse, WorkerVerticle::new, WorkerVerticle::new);
        System.exit(program.run(args));
    }
}
