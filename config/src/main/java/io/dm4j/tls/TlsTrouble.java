package io.dm4j.tls;

import io.dm4j.error.DmException;
import java.time.Instant;

/**
 * Why the files on disk do not serve, while the last good set goes on.
 *
 * @param since when the store first saw that something was wrong
 * @param cause names the file and the reason
 */
public record TlsTrouble(Instant since, DmException cause) {}
