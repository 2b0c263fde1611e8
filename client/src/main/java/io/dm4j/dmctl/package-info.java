/**
 * Turns an operator's command line into one question to a master, and the answer into DM's JSON or a table, an exit code
 * and, where it went wrong, one paragraph that says what to do. One command, one file.
 */
package io.dm4j.dmctl;
