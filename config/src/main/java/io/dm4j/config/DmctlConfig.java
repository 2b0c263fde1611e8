package io.dm4j.config;

import java.time.Duration;
import java.util.List;

/**
 * What dmctl needs to reach a master (control reference 2.4): flags win over the environment, that over the file.
 *
 * @param masterAddr tried in order
 * @param rpcTimeout bound of every command
 */
public record DmctlConfig(List<Address> masterAddr, Duration rpcTimeout, SecurityConfig security) {
    public static final Duration DEFAULT_RPC_TIMEOUT = Duration.ofMinutes(10);

    public DmctlConfig {
        masterAddr = List.copyOf(masterAddr);
    }
}
