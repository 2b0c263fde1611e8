package io.dm4j.verticles;

import io.dm4j.config.MasterConfig;
import io.dm4j.config.MasterFile;

/** The process dm-master. */
public final class MasterMain {
    private MasterMain() {}

    public static void main(String[] args) throws InterruptedException {
        LogSetup.prepare();
        NodeProgram<MasterConfig> program = new NodeProgram<>(
                "dm-master", MasterFile::sample, MasterFile::parse, MasterVerticle::new, MasterVerticle::new);
        System.exit(program.run(args));
    }
}
