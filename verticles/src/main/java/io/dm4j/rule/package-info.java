/**
 * Turns a source table's name into "not replicated" or its name on the target: block-allow-list first, then routes, with DM's
 * pattern language and order. Pure and immutable.
 *
 * <p>Two things differ from DM on purpose. A name that two routes of one level match is an error that names both (DM goes on
 * with the unrouted name). A schema that only table routes speak of takes their target schema for CREATE DATABASE, if they
 * agree on one (DM creates the source's name on the target).
 */
package io.dm4j.rule;
