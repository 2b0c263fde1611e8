package io.dm4j.tls;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What can be wrong with a set of TLS material, and with a caller. */
public enum TlsError implements ErrorCode {
    INCOMPLETE(
            11501, "Please name ssl-ca, ssl-cert and ssl-key together; a client may leave out cert and key together."),
    FILE_UNREADABLE(11502, "Please check that the file exists and that this process may read it."),
    BEING_WRITTEN(11503, "Please try again when the files are complete."),
    PEM_MALFORMED(11504, "Please give a complete PEM file."),
    KEY_ENCRYPTED(
            11505,
            "Please name its passphrase with ssl-key-passphrase-file or ssl-key-passphrase-env, or decrypt the key: openssl pkey -in encrypted.pem -out key.pem"),
    KEY_UNSUPPORTED(11506, "Please use an RSA, EC or Ed25519 key: openssl genpkey -algorithm ED25519 -out key.pem"),
    PAIR_MISMATCH(11507, "Please put the key of this very certificate beside it, leaf certificate first."),
    CHAIN_BROKEN(11508, "Please put the intermediates into ssl-cert and the root, or the issuer, into ssl-ca."),
    OUTSIDE_DATES(11509, "Please renew the certificate, or set this machine's clock."),
    NOT_YET_VALID(11510, "Please wait until the certificate is valid, or set this machine's clock."),
    WRONG_ROLE(11511, "Please issue the certificate with the extended key usages serverAuth and clientAuth."),
    ENGINE_FAILED(11513, ""),
    CALLER_UNKNOWN(11514, "Please call with a client certificate that the server's ssl-ca has issued."),
    CALLER_EXPIRED(11515, "Please renew the client certificate."),
    CALLER_NOT_LISTED(11516, "Please add the name to the server's cert-allowed-cn, or call with a listed certificate."),
    CALLER_WITHOUT_ROLE(
            11517,
            "Please list the name under that role in the server's cert-allowed-cn, or call with another certificate."),
    REVOCATIONS_UNTRUSTED(11518, "Please put the CA that has signed the list into ssl-ca."),
    REVOCATIONS_UNUSABLE(11519, "Please give the complete list of the CA itself, in PEM."),
    REVOCATIONS_OVERDUE(
            11520, "Please fetch the CA's current list; until then this one goes on refusing what it lists."),
    OWN_REVOKED(11521, "Please renew the certificate."),
    CALLER_REVOKED(11522, "Please call with a certificate that is not revoked."),
    PASSPHRASE_WRONG(11523, "Please check ssl-key-passphrase-file or ssl-key-passphrase-env."),
    SUITE_UNUSABLE(11524, "Please name suites as IANA does, such as TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384.");

    private final Meaning meaning;

    TlsError(int number, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.FUNCTIONAL, ErrorScope.INTERNAL, ErrorLevel.HIGH, workaround);
    }

    DmException because(String format, Object... values) {
        return new DmException(this, String.format(format, values));
    }

    DmException because(Throwable cause, String format, Object... values) {
        return new DmException(this, String.format(format, values), cause);
    }

    @Override
    public boolean concernsTrust() {
        return true;
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
