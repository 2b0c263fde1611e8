/** An application of somebody else's that hosts a master and a worker: what an embedder writes, and what embedding must not disturb. */
package io.dm4j.it.embed;
