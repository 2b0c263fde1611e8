/** Turns calls on a master's port, gRPC and HTTP, into calls of the master's services, and failures into answers. */
package io.dm4j.endpoint.master;
