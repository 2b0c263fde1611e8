package io.dm4j.error;

/** Whose side a failure is on. */
public enum ErrorScope {
    NOT_SET("not-set"),
    UPSTREAM("upstream"),
    DOWNSTREAM("downstream"),
    INTERNAL("internal");

    private final String text;

    ErrorScope(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
