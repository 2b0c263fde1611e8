package io.dm4j.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build of us this is; "unknown" where the build did not say, as one outside a git checkout cannot say the commit.
 *
 * @param commit in full, with "-dirty" behind it if the checkout held changes that are in no commit
 * @param time when it was built, in UTC
 */
public record Build(String version, String commit, String branch, String time) {
    private static final String UNKNOWN = "unknown";

    public static Build ours() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("/io/dm4j/build.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(properties);
    }

    static Build of(Properties properties) {
        return new Build(
                value(properties, "version"),
                value(properties, "commit"),
                value(properties, "branch"),
                value(properties, "time"));
    }

    /** DM's lines of {@code /status} and {@code -V}. */
    public String text() {
        return "Release Version: " + version + "\nGit Commit Hash: " + commit + "\nGit Branch: " + branch
                + "\nUTC Build Time: " + time + "\nJava Version: " + Runtime.version() + "\n";
    }

    /** A placeholder that the build did not fill in says nothing. */
    private static String value(Properties properties, String key) {
        String value = properties.getProperty(key, UNKNOWN);
        return value.isEmpty() || value.startsWith("${") ? UNKNOWN : value;
    }
}
