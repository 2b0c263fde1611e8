package io.dm4j.pki;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;

/** Why no certificate was made. */
public enum PkiError implements ErrorCode {
    AUTHORITY_EXISTS(
            48541, "Name another directory; to replace a CA, make the new one beside it and trust both for a while"),
    AUTHORITY_UNUSABLE(48542, "Make one with dmctl cert ca, or name the directory that holds ca.pem and ca.key"),
    NAME_WRONG(48543, "Give DNS names and IP addresses without port, and URIs with their scheme"),
    CERTIFICATE_UNUSABLE(48544, "Name a certificate that dmctl cert issue wrote, or issue a new one"),
    NOT_WRITTEN(48545, "Name a directory that can be written");

    private final int number;
    private final String workaround;

    PkiError(int number, String workaround) {
        this.number = number;
        this.workaround = workaround;
    }

    DmException because(String what, Object... values) {
        return new DmException(this, what.formatted(values));
    }

    DmException because(Throwable cause, String what, Object... values) {
        return new DmException(this, what.formatted(values), cause);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public ErrorClass errorClass() {
        return ErrorClass.DMCTL;
    }

    @Override
    public ErrorScope scope() {
        return ErrorScope.INTERNAL;
    }

    @Override
    public ErrorLevel level() {
        return ErrorLevel.LOW;
    }

    @Override
    public String workaround() {
        return workaround;
    }
}
