package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configurations written back as text. */
class ConfigTextTest {
    private static final String SOURCE =
            "source-id: s1\nfrom:\n  host: 127.0.0.1\n  port: 3306\n  user: \"o'dm\\\"\"\n  password: secret-1\n";
    private static final String TASK =
            """
            name: t1
            task-mode: all
            target-database:
              host: 127.0.0.1
              port: 3307
              user: root
              password: secret-2
            mysql-instances:
              - source-id: s1
                block-allow-list: one
                route-rules: [to]
            block-allow-list:
              one:
                do-dbs: [a, b]
                do-tables:
                  - db-name: a
                    tbl-name: t*
            routes:
              to:
                schema-pattern: a
                target-schema: z
            """;

    @Test
    void writesAMasterAsItCouldBeRead() {
        MasterConfig master = MasterFile.parse(
                        "dm-master.toml",
                        """
                        name = "m1"
                        master-addr = "127.0.0.1:8261"
                        rpc-timeout = "1500ms"
                        log-format = "json"
                        secret-key-path = "/keys/dm"
                        status-addr = "127.0.0.1:8290"
                        ssl-ca = "/c/ca.pem"
                        ssl-cert = "/c/dm.pem"
                        ssl-key = "/c/dm.key"
                        ssl-key-passphrase-env = "DM_PASS"
                        tls-min-version = "1.3"
                        [cert-allowed-cn]
                        admin = ["ann"]
                        worker = ["w1", "w2"]
                        [status-security]
                        ssl-ca = "/c/ca.pem"
                        ssl-cert = "/c/dm.pem"
                        ssl-key = "/c/dm.key"
                        client-auth = "request"
                        """,
                        Map.of())
                .value();

        String text = ConfigText.of(master);

        assertThat(MasterFile.parse("again.toml", text, Map.of()).value()).isEqualTo(master);
    }

    @Test
    void writesAWorkerAsItCouldBeRead() {
        WorkerConfig worker = WorkerFile.parse(
                        "dm-worker.toml",
                        """
                        worker-addr = "127.0.0.1:8262"
                        join = "127.0.0.1:8261,127.0.0.1:8264"
                        keepalive-ttl = 20
                        """,
                        Map.of())
                .value();

        String text = ConfigText.of(worker);

        assertThat(WorkerFile.parse("again.toml", text, Map.of()).value()).isEqualTo(worker);
    }

    @Test
    void masksWhatASubtaskMustNotTell() {
        String text = ConfigText.of(
                TaskFile.parse("task", TASK).value().subtasks().get(0),
                SourceFile.parse("source", SOURCE).value());

        assertThat(text)
                .contains(
                        "name = \"t1\"\nmode = \"all\"\nsource-id = \"s1\"\n",
                        "[from]\nhost = \"127.0.0.1\"\nport = 3306\nuser = \"o'dm\\\"\"\npassword = \"******\"\n",
                        "[block-allow-list]\ndo-dbs = [\"a\", \"b\"]\n",
                        "[[route-rules]]\nschema-pattern = \"a\"\ntarget-schema = \"z\"\n")
                .doesNotContain("secret");
    }
}
