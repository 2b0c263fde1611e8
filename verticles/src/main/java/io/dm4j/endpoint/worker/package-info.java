/** Turns calls on a worker's port into questions to the worker, and the worker's side of the session into messages. */
package io.dm4j.endpoint.worker;
