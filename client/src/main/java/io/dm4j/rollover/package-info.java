/**
 * The order in which a CA is replaced without anybody being locked out: what all nodes show of themselves, and the CA that
 * is wanted, become a {@link io.dm4j.rollover.RolloverPlan} with the one step that is safe now. Pure; asks nobody.
 */
package io.dm4j.rollover;
