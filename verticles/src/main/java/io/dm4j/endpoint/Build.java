package io.dm4j.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build of us this is; "unknown" where the build did not say. */
public record Build(String version, String commit, String time) {
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
        return new Build(of(properties, "version"), of(properties, "commit"), of(properties, "time"));
    }

    /** DM's lines of {@code /status} and {@code -V}. */
    public String text() {
        return "Release Version: " + version + "\nGit Commit Hash: " + commit + "\nUTC Build Time: " + time
                + "\nJava Version: " + Runtime.version() + "\n";
    }

    /** A placeholder that the build did not fill in says nothing. */
    private static String of(Properties properties, String key) {
        String value = properties.getProperty(key, UNKNOWN);
        return value.isEmpty() || value.startsWith("${") ? UNKNOWN : value;
    }
}
