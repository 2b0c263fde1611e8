package io.dm4j.config;

import java.time.Duration;
import java.util.List;

/**
 * dm-worker.toml (control reference 2.3).
 *
 * @param join masters to register with
 * @param keepaliveTtl lease of the session with the master
 * @param maxSources {@code max-sources}: sources this worker takes at once, 1 as in DM, 0 = no limit
 * @param labels what sources may want of their worker
 * @param grpcReflection {@code grpc-reflection}: whether callers that may read are told the gRPC services and their messages
 */
public record WorkerConfig(
        String name,
        Address workerAddr,
        Address advertiseAddr,
        List<Address> join,
        LogConfig log,
        Duration keepaliveTtl,
        int maxSources,
        SecurityConfig security,
        StatusConfig status,
        Labels labels,
        boolean grpcReflection)
        implements NodeConfig {
    public WorkerConfig {
        join = List.copyOf(join);
    }

    /** Without a port for probes, labels and reflection. */
    public WorkerConfig(
            String name,
            Address workerAddr,
            Address advertiseAddr,
            List<Address> join,
            LogConfig log,
            Duration keepaliveTtl,
            int maxSources,
            SecurityConfig security) {
        this(
                name,
                workerAddr,
                advertiseAddr,
                join,
                log,
                keepaliveTtl,
                maxSources,
                security,
                StatusConfig.OFF,
                Labels.NONE,
                false);
    }
}
