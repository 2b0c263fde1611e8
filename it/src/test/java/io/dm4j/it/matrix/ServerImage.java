package io.dm4j.it.matrix;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The servers that come as images; {@code -Ddm4j.image.MYSQL_8_4=NAME:TAG} takes another of the same kind, an empty name leaves it out. Each brings up a root
 * that may come from anywhere, reads its TLS files from {@value #TLS}, and lets nobody in without TLS.
 */
enum ServerImage {
    MYSQL_8_4("mysql:8.4", 3306, Flags.MYSQL),
    MYSQL_9("mysql:9", 3306, Flags.MYSQL),
    MARIADB_11_8("mariadb:11.8", 3306, Flags.MARIADB),
    TIDB("pingcap/tidb:v8.5.3", 4000, Flags.TIDB);

    /** Where the files lie inside. */
    static final String TLS = "/tls";

    /** Of an image's root, where the image lets it be set. */
    static final String ROOT_PASSWORD = "dm4j-root";

    private final String image;
    private final int port;
    private final List<String> flags;

    ServerImage(String image, int port, List<String> flags) {
        this.image = image;
        this.port = port;
        this.flags = flags;
    }

    String image() {
        return System.getProperty("dm4j.image." + name(), image);
    }

    int port() {
        return port;
    }

    List<String> flags() {
        return flags;
    }

    /** What the images of MySQL and MariaDB ask for; TiDB's root has no password at first, and reads a file. */
    Map<String, String> environment() {
        return this == TIDB
                ? Map.of()
                : Map.of("MYSQL_ROOT_PASSWORD", ROOT_PASSWORD, "MARIADB_ROOT_PASSWORD", ROOT_PASSWORD);
    }

    String rootPassword() {
        return this == TIDB ? "" : ROOT_PASSWORD;
    }

    private static final class Flags {
        static final List<String> BOTH = List.of(
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-row-metadata=FULL",
                "--ssl-ca=/tls/ca.pem",
                "--ssl-cert=/tls/cert.pem",
                "--ssl-key=/tls/key.pem",
                "--require-secure-transport=ON");
        static final List<String> MYSQL = with("--gtid-mode=ON", "--enforce-gtid-consistency=ON");
        static final List<String> MARIADB = with("--gtid-strict-mode=ON");
        static final List<String> TIDB = List.of("--config=/tls/tidb.toml");

        private static List<String> with(String... more) {
            return Stream.concat(BOTH.stream(), Stream.of(more)).toList();
        }
    }
}
