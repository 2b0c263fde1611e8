package io.dm4j.tls;

/**
 * The text of a PEM document and where it came from. Equal only if every character is.
 *
 * @param name what to call it in a message: the path, or the key it was given under
 * @param text empty for a document that is not there
 */
record PemText(String name, String text) {

    boolean isAbsent() {
        return text.isEmpty();
    }

    /** Without the text: it may be a key. */
    @Override
    public String toString() {
        return name;
    }
}
