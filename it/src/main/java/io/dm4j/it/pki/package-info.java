/**
 * Throw-away certificates for tests and the demo: a {@link io.dm4j.it.pki.CertificateAuthority} turns a
 * {@link io.dm4j.it.pki.Leaf} into an {@link io.dm4j.it.pki.Issued} certificate, which goes to disk as
 * {@link io.dm4j.it.pki.PemFiles}.
 */
package io.dm4j.it.pki;
