package io.dm4j.rollover;

/**
 * A certificate as a node shows it.
 *
 * @param subject RFC 2253
 * @param issuer RFC 2253
 * @param fingerprint SHA-256, 64 hexadecimal digits in lower case
 */
public record Shown(String subject, String issuer, String fingerprint) {}
