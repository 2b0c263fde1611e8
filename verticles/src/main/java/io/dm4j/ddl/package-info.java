/**
 * Turns the text of an upstream's DDL statement into single statements for the target, under routed names, or into "skipped"
 * or a coded stop. Pure.
 *
 * <p>A tokenizer of our own finds the statement's kind and the names of the tables in it, with their places in the text, and
 * leaves all else as it is; so new syntax inside a column or an option never fails here. What is not followed: temporary
 * tables, views, triggers, routines, events, accounts and maintenance statements (skipped); CREATE TABLE ... SELECT,
 * EXCHANGE PARTITION, IMPORT TABLESPACE, sequences, row changes in statement format and anything unknown (stop).
 */
package io.dm4j.ddl;
