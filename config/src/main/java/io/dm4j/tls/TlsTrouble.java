package io.dm4j.tls;

import io.dm4j.error.DmException;
import java.time.Instant;

/**
 * What is not in order with the files on disk, or with the set that goes on serving.
 *
 * @param since when the store first saw that something was wrong
 * @param cause names the file and the reason
 */
public record TlsTrouble(Instant since, DmException cause) {}
