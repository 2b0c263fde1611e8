package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.SourceOp;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.SourceFile;
import org.junit.jupiter.api.Test;

class OperateSourceTest extends MasterFixture {

    @Test
    void createsSourcesOfTheirFiles() {
        CommandRun run = person(
                "operate-source", "create", sourceFile("one.yaml", "mysql-01"), sourceFile("two.yaml", "mysql-02"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(
                        """
                        SOURCE    WORKER    RESULT  MESSAGE
                        mysql-01  worker-1  ok
                        mysql-02  worker-1  ok
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void sendsTheContentOfPemFilesBesideTheirPaths() {
        String ca = file("ca.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        String source = file(
                "one.yaml",
                "source-id: mysql-01\nfrom:\n  host: db\n  user: dm\n  security:\n    ssl-ca: " + ca
                        + "\n    ssl-cert: /not/here.pem\n    ssl-key: /not/here.key\n");

        CommandRun run = person("operate-source", "create", source);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("note: " + source + ":7: ssl-cert: cannot be read here, only the path is sent")
                .contains("note: " + source + ":8: ssl-key: cannot be read here, only the path is sent");
        OperateSourceRequest question =
                (OperateSourceRequest) master.questions().get(0);
        SecurityConfig sent =
                SourceFile.parse("sent", question.getConfig(0)).value().from().security();
        assertThat(sent.ca().path()).isEqualTo(ca);
        assertThat(sent.ca().content().reveal()).contains("MIIB");
        assertThat(sent.key().content().isEmpty()).isTrue();
    }

    @Test
    void answersInTheShapeOfDm() {
        CommandRun run = script("operate-source", "create", sourceFile("one.yaml", "mysql-01"));

        assertThat(run.out()).isEqualTo(golden("operate-source.json"));
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void tellsEveryProblemOfEveryFileAndSendsNothing() {
        String first = file("first.yaml", "source-id: a\nfrm: 1\n");
        String second = file("second.yaml", "from:\n  host: h\n  user: u\n  prot: 3306\n");

        CommandRun run = person("operate-source", "create", first, second);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(first + ":2: frm")
                .contains(second + ":4: ")
                .contains("Nothing was sent.");
        assertThat(run.out()).isEmpty();
        assertThat(master.questions()).isEmpty();
    }

    @Test
    void refusesAWorkerForSeveralFiles() {
        CommandRun run = person(
                "operate-source",
                "create",
                "-w",
                "worker-1",
                sourceFile("one.yaml", "mysql-01"),
                sourceFile("two.yaml", "mysql-02"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--worker goes with one source file, not with 2");
        assertThat(master.questions()).isEmpty();
    }

    @Test
    void stopsByNameAndByFile() {
        master.source("mysql-01");
        master.source("mysql-02");

        CommandRun run = person("operate-source", "stop", "mysql-01", sourceFile("two.yaml", "mysql-02"));

        assertThat(run.exitCode()).isZero();
        assertThat(master.questions())
                .containsExactly(OperateSourceRequest.newBuilder()
                        .setOp(SourceOp.StopSource)
                        .addSourceID("mysql-01")
                        .addSourceID("mysql-02")
                        .build());
    }

    @Test
    void showsWhatThereIs() {
        master.source("mysql-01");

        CommandRun run = person("operate-source", "show");

        assertThat(run.out()).contains("mysql-01  worker-1  ok");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void saysNoWhenTheClusterDoes() {
        CommandRun run = person("operate-source", "stop", "mysql-09");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        """
                        refused: source mysql-09 does not exist
                        Next: dmctl operate-source show
                        """);
    }

    @Test
    void printsASampleWithoutAMaster() {
        CommandRun run = CommandRun.ofScript(java.util.Map.of(), "operate-source", "--print-sample-config");

        assertThat(run.out()).contains("source-id:");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void sendsANewFile() {
        CommandRun run = person("operate-source", "update", sourceFile("one.yaml", "mysql-01"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(
                        """
                        SOURCE    WORKER    RESULT  MESSAGE
                        mysql-01  worker-1  ok
                        """);
        OperateSourceRequest question =
                (OperateSourceRequest) master.questions().get(0);
        assertThat(question.getOp()).isEqualTo(SourceOp.UpdateSource);
        assertThat(question.getConfig(0)).contains("source-id: mysql-01");
    }

    @Test
    void asksForTheFileOfAnUpdate() {
        CommandRun run = person("operate-source", "update");

        assertThat(run.err()).contains("operate-source update: no source file is named");
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
