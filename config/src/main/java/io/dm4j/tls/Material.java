package io.dm4j.tls;

import io.dm4j.config.AllowedCallers;
import io.dm4j.config.Secret;

/** All bytes a generation is made of, as read at one moment; equal material makes the same generation. */
record Material(PemText ca, PemText cert, PemText key, Secret passphrase, PemText crl, AllowedCallers allowed) {}
