package io.dm4j.config;

/**
 * Where a value stands.
 *
 * @param file file name, flag or "request"
 * @param line 1-based; 0 if the source has no lines
 */
record Place(String file, int line) {
    static Place of(String file) {
        return new Place(file, 0);
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "");
    }
}
