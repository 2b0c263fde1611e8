package io.dm4j.store;

/**
 * A key and what it holds.
 *
 * @param created revision that made it; a key deleted and made again has another one
 * @param modified revision that last wrote it
 * @param lease 0 = none
 */
public record Entry(String key, String value, long created, long modified, long lease) {

    /** The value may be a password: only its length is shown. */
    @Override
    public String toString() {
        return key + " (" + value.length() + " characters, created " + created + ", modified " + modified + ")";
    }
}
