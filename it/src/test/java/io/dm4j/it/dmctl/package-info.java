/** dmctl command by command against a running cluster: the table for a person, DM's JSON for a script, the exit code, what is refused. */
package io.dm4j.it.dmctl;
