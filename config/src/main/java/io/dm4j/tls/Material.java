package io.dm4j.tls;

import io.dm4j.config.AllowedCallers;

/** All bytes a generation is made of, as read at one moment; equal material makes the same generation. */
record Material(PemText ca, PemText cert, PemText key, PemText crl, AllowedCallers allowed) {}
