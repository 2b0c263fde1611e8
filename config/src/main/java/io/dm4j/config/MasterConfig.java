package io.dm4j.config;

import java.time.Duration;
import java.util.List;

/**
 * dm-master.toml (control reference 2.2).
 *
 * @param masterAddr where to listen; an empty host means all interfaces
 * @param advertiseAddr where others reach it
 * @param dataDir {@code data-dir}, for the durable store
 * @param secretKeyPath {@code secret-key-path}: the file with the key that the store is sealed under; empty = one in the data
 *     directory
 * @param rpcTimeout bound of a call to a worker
 */
public record MasterConfig(
        String name,
        Address masterAddr,
        Address advertiseAddr,
        List<String> peerUrls,
        List<String> advertisePeerUrls,
        List<String> initialCluster,
        List<Address> join,
        String dataDir,
        String secretKeyPath,
        LogConfig log,
        Duration rpcTimeout,
        SecurityConfig security,
        StatusConfig status)
        implements NodeConfig {
    public MasterConfig {
        peerUrls = List.copyOf(peerUrls);
        advertisePeerUrls = List.copyOf(advertisePeerUrls);
        initialCluster = List.copyOf(initialCluster);
        join = List.copyOf(join);
    }

    /** Without a port for probes and a key file of its own. */
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
                peerUrls,
                advertisePeerUrls,
                initialCluster,
                join,
                dataDir,
                "",
                log,
                rpcTimeout,
                security,
                StatusConfig.OFF);
    }
}
