/**
 * Turns fixed amounts of rows and changes into figures: how fast dm4j moves them, at what cost, and how that compares with
 * what comes with the servers, measured in the same run.
 */
package io.dm4j.it.bench;
