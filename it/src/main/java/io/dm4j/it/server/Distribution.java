package io.dm4j.it.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One kind of server: what its jar holds and how that is made to run. */
sealed interface Distribution permits MysqlDistribution, MariadbDistribution {

    /** Name and version; names the directories in the cache. */
    String name();

    /** As in a source file: {@code mysql} or {@code mariadb}. */
    String flavor();

    /** Brings the binaries from the class path into the directory. */
    void unpack(Path home);

    /** Makes a data directory without any account that can come in by TCP. */
    void initialize(Path home, Path datadir);

    Path daemon(Path home);

    /** What the daemon's process needs to find its libraries. */
    Map<String, String> environment(Path home);

    /** Flags of every start that the other kind does not know. */
    List<String> flags();

    /** How an administrator's account is created that signs in by password. */
    String createUser(String account, String password);

    /** Makes a running server read its certificate files again. */
    String reloadCertificates();

    /** Flags that begin every command line of the daemon. */
    default List<String> basics(Path home, Path datadir) {
        return List.of(
                daemon(home).toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + home,
                "--datadir=" + datadir,
                "--lc-messages-dir=" + home.resolve("share"));
    }
}
