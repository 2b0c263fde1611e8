/**
 * Turns an address and a {@code security} block into calls on a master or worker: one place opens the connections, every
 * call has a deadline, and whatever goes wrong comes back as one coded line that names the node and the reason.
 */
package io.dm4j.client;
