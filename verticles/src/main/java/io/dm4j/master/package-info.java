/**
 * Turns an operator's command into a stored wish, and the wishes into a desired state for each worker: services by noun, a pure
 * scheduler, the workers' sessions and leases. Who speaks to it and how is the doors' concern.
 */
package io.dm4j.master;
