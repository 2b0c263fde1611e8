package io.dm4j.store;

/**
 * What became of a transaction.
 *
 * @param revision the one it made, or the store's current one if it did not happen
 */
public record TxnResult(boolean succeeded, long revision) {}
