/**
 * A small certificate authority for development and tests: a {@link io.dm4j.pki.CertificateAuthority} turns a
 * {@link io.dm4j.pki.Leaf} into an {@link io.dm4j.pki.Issued} certificate, which goes to disk as
 * {@link io.dm4j.pki.PemFiles}; an {@link io.dm4j.pki.AuthorityDirectory} keeps the authority itself. Needs no network.
 */
package io.dm4j.pki;
