package io.dm4j.config;

/** What a master's and a worker's configuration have in common. */
public interface NodeConfig {

    LogConfig log();

    SecurityConfig security();

    StatusConfig status();

    boolean grpcReflection();
}
