package io.dm4j.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerVersionTest {
    @Test
    void knowsTheServerByItsVersion() {
        assertThat(ServerVersion.parse("8.0.31")).isEqualTo(new ServerVersion("8.0.31", Dialect.MYSQL, 8, 0, 31));
        assertThat(ServerVersion.parse("5.5.5-10.11.2-MariaDB-log"))
                .isEqualTo(new ServerVersion("5.5.5-10.11.2-MariaDB-log", Dialect.MARIADB, 10, 11, 2));
        assertThat(ServerVersion.parse("8.0.11-TiDB-v7.5.0"))
                .isEqualTo(new ServerVersion("8.0.11-TiDB-v7.5.0", Dialect.TIDB, 7, 5, 0));
    }

    @Test
    void asksForTheBinlogsEndInTheServersOwnWords() {
        assertThat(ServerVersion.parse("8.0.31").binlogStatusStatement()).isEqualTo("SHOW MASTER STATUS");
        assertThat(ServerVersion.parse("8.4.0").binlogStatusStatement()).isEqualTo("SHOW BINARY LOG STATUS");
        assertThat(ServerVersion.parse("11.4.5-MariaDB").binlogStatusStatement())
                .isEqualTo("SHOW MASTER STATUS");
    }
}
