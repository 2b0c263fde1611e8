/**
 * Turns DM's REST calls under {@code /api/v1} into uses of the master's services: the contract is {@code openapi/dm4j.yaml}, forms are
 * JSON as DM's, and become the same source and task files that dmctl sends.
 */
package io.dm4j.endpoint.rest;
