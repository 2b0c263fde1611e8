/** Turns what a node's guard knows into answers of {@code dm4j.v1.Trust}. */
package io.dm4j.endpoint.trust;
