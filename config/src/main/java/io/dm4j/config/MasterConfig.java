package io.dm4j.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * dm-master.toml (control reference 2.2).
 *
 * @param masterAddr where to listen; an empty host means all interfaces
 * @param advertiseAddr where others reach it
 * @param peerAddr where to listen for other masters; empty = nowhere, as this one is alone and {@code peer-urls} is not set
 * @param advertisePeerUrls where other masters reach it
 * @param initialCluster the masters of a new cluster, this one included, as {@code name=url}
 * @param join the addresses of masters whose cluster to enter; empty = none
 * @param dataDir {@code data-dir}, for the durable store
 * @param secretKeyPath {@code secret-key-path}: the file with the key that the store is sealed under; empty = one in the data
 *     directory
 * @param rpcTimeout bound of a call to a worker
 * @param grpcReflection {@code grpc-reflection}: whether callers that may read are told the gRPC services and their messages
 */
public record MasterConfig(
        String name,
        Address masterAddr,
        Address advertiseAddr,
        Optional<Address> peerAddr,
        List<String> peerUrls,
        List<String> advertisePeerUrls,
        List<String> initialCluster,
        List<Address> join,
        String dataDir,
        String secretKeyPath,
        LogConfig log,
        Duration rpcTimeout,
        SecurityConfig security,
        StatusConfig status,
        boolean grpcReflection)
        implements NodeConfig {
    public MasterConfig {
        peerUrls = List.copyOf(peerUrls);
        advertisePeerUrls = List.copyOf(advertisePeerUrls);
        initialCluster = List.copyOf(initialCluster);
        join = List.copyOf(join);
    }

    /** One that is alone, without a port for probes, reflection and a key file of its own. */
    public MasterConfig(
            String name,
            Address masterAddr,
            Address advertiseAddr,
            List<String> peerUrls,
            List<String> advertisePeerUrls,
            List<String> initialCluster,
            List<Address> join,
            String dataDir,
            LogConfig log,
            Duration rpcTimeout,
            SecurityConfig security) {
        this(
                name,
                masterAddr,
                advertiseAddr,
                Optional.empty(),
                peerUrls,
                advertisePeerUrls,
                initialCluster,
                join,
                dataDir,
                "",
                log,
                rpcTimeout,
                security,
                StatusConfig.OFF,
                false);
    }

    /** Whether this is, or is to be, one of several masters by its own configuration. */
    public boolean isOneOfSeveral() {
        return initialCluster.size() > 1 || !join.isEmpty();
    }
}
