package io.dm4j.it.trust;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.PemInput;
import io.dm4j.config.Secret;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.TlsLimits;
import io.dm4j.config.TlsVersion;
import io.dm4j.position.BinlogPosition;
import java.util.List;
import java.util.Map;

/**
 * Goes all ways into a server under a floor for TLS, in a JVM of its own, as it is fixed for the life of a JVM which versions it
 * may speak. Prints for each way and floor "let in" or the number of the refusal.
 */
final class OldProtocolMain {
    private OldProtocolMain() {}

    /** Takes port, CA file, user, password, binlog file, position. */
    public static void main(String[] arguments) {
        BinlogPosition at = new BinlogPosition(arguments[4], Long.parseLong(arguments[5]));
        SecurityConfig trusting = SecurityConfig.of(PemInput.file(arguments[1]), PemInput.ABSENT, PemInput.ABSENT);
        for (TlsVersion floor : List.of(TlsVersion.V1_1, TlsVersion.V1_2)) {
            DatabaseConfig config = new DatabaseConfig(
                    "127.0.0.1",
                    Integer.parseInt(arguments[0]),
                    arguments[2],
                    Secret.of(arguments[3]),
                    Map.of(),
                    trusting.withLimits(new TlsLimits(floor, List.of())));
            for (Way way : Way.values()) {
                System.out.println(floor + " " + way + " "
                        + way.refusal(config, at)
                                .map(refused -> Integer.toString(refused.code().number()))
                                .orElse("let in"));
            }
        }
        System.exit(0);
    }
}
