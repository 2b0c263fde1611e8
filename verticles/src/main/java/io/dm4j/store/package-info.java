/**
 * Turns the masters' memory into keys with revisions: a transaction is one revision, a lease owns keys, a watch replays from a
 * revision. The semantics are etcd's; who implements them is not the services' concern.
 */
package io.dm4j.store;
