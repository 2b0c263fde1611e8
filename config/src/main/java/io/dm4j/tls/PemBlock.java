package io.dm4j.tls;

/**
 * One armoured part of a PEM document.
 *
 * @param label the words after BEGIN, such as {@code CERTIFICATE}
 * @param encrypted true if its headers say so ({@code Proc-Type: 4,ENCRYPTED})
 */
record PemBlock(String label, boolean encrypted, byte[] der) {

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    /** Without the content: it may be a key. */
    @Override
    public String toString() {
        return label;
    }
}
