package io.dm4j.error;

/** How much a failure matters to an operator. */
public enum ErrorLevel {
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high");

    private final String text;

    ErrorLevel(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
