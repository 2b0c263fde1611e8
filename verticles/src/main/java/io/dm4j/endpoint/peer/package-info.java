/** The master's port for other masters: turns calls of {@code dm4j.v1.Peers} into messages for the group that keeps the store. */
package io.dm4j.endpoint.peer;
