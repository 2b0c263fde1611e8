package io.dm4j.secret;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What is wrong with the masters' key, or with what was sealed under it. */
public enum SecretError implements ErrorCode {
    /** DM's number for a secret key that cannot be used. */
    KEY_UNUSABLE(
            20067,
            ErrorClass.CONFIG,
            "Name a file with 64 hexadecimal digits as `secret-key-path`, readable by its owner only."),
    OTHER_KEY(38601, "Start this master with the key file that the cluster was made with, as `secret-key-path`."),
    NOT_SEALED_BY_US(38602, "Restore the data directory from a copy, or start this master with the right key file."),
    PASSWORD_UNREADABLE(38603, "Encrypt the password anew with `dmctl encrypt`, or write it as it is.");

    private final Meaning meaning;

    SecretError(int number, String workaround) {
        this(number, ErrorClass.MASTER, workaround);
    }

    SecretError(int number, ErrorClass errorClass, String workaround) {
        this.meaning = new Meaning(number, errorClass, ErrorScope.INTERNAL, ErrorLevel.HIGH, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
