package io.dm4j.pki;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** Why no certificate was made. */
public enum PkiError implements ErrorCode {
    AUTHORITY_EXISTS(
            48541, "Name another directory; to replace a CA, make the new one beside it and trust both for a while"),
    AUTHORITY_UNUSABLE(48542, "Make one with dmctl cert ca, or name the directory that holds ca.pem and ca.key"),
    NAME_WRONG(48543, "Give DNS names and IP addresses without port, and URIs with their scheme"),
    CERTIFICATE_UNUSABLE(48544, "Name a certificate that dmctl cert issue wrote, or issue a new one"),
    NOT_WRITTEN(48545, "Name a directory that can be written");

    private final Meaning meaning;

    PkiError(int number, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.DMCTL, ErrorScope.INTERNAL, ErrorLevel.LOW, workaround);
    }

    DmException because(String what, Object... values) {
        return new DmException(this, what.formatted(values));
    }

    DmException because(Throwable cause, String what, Object... values) {
        return new DmException(this, what.formatted(values), cause);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
