/** TLS as any Vert.x application would use it: the text of {@code config/TLS.md}, run against real peers. */
package io.dm4j.it.embed;
