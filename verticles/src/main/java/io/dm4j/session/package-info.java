/**
 * What a master and a worker say to one another, as records: the worker lives and reports, the master says what should be. How it
 * travels is the doors' concern; in one process it need not travel at all.
 */
package io.dm4j.session;
