/**
 * Turns a port into calls of the services: one HTTP server for everything, the caller check before all routes, and the one place that
 * knows how records look on the wire.
 */
package io.dm4j.endpoint;
