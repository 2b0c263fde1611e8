package io.dm4j.tls;

/** What a set of TLS material must be usable for. */
public enum TlsRole {
    /** Serves a port: CA, certificate and key, the certificate issued by the CA and good for serverAuth. */
    SERVER,
    /** Dials a port of the own house: CA, and if a certificate is named its key, issued by the CA and good for clientAuth. */
    CLIENT,
    /** Dials a server of another house: as CLIENT, but the own certificate may come from another CA than the server's. */
    GUEST
}
