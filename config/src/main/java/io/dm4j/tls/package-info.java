/**
 * Turns PEM files into connections: the bytes as they are now become a checked, immutable generation of {CA, chain, key,
 * allow-list}; each new connection, server or client, takes the generation of its moment; and each request on an open
 * connection is judged by the generation of now. A set that fails its check never serves, the last good one goes on.
 *
 * <p>Knows nothing of masters, workers or MySQL: any Vert.x application can use it, see {@code config/TLS.md}.
 */
package io.dm4j.tls;
