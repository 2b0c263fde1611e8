package io.dm4j.config;

/**
 * One thing wrong with a configuration.
 *
 * @param code what kind of thing
 * @param file file name, or where else the text came from (a flag, a request)
 * @param line 1-based; 0 if the source has no lines
 * @param key dotted path of the key, empty for the text as a whole
 * @param message what is wrong, with the nearest valid key or value where there is one
 */
public record Problem(ConfigError code, String file, int line, String key, String message) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
