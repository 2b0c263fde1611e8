/** Images of servers into migrations: what runs only where there is a Docker, and is skipped, aloud, where there is none. */
package io.dm4j.it.matrix;
