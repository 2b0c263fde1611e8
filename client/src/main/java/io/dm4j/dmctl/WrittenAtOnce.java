package io.dm4j.dmctl;

import io.dm4j.api.OperateSchemaRequest;
import picocli.CommandLine.Option;

/** DM's flags of a change of structure, which make no difference. */
final class WrittenAtOnce {
    @Option(
            names = "--flush",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "no difference: a structure is always written at once")
    private boolean flush = true;

    @Option(
            names = "--sync",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "no difference: there is no shard merge whose other tables are to be told")
    private boolean sync = true;

    OperateSchemaRequest.Builder into(OperateSchemaRequest.Builder question) {
        return question.setFlush(flush).setSync(sync);
    }
}
