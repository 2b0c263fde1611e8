/** What a migration on real servers and real processes survives: kills in every phase, many tables, large rows. */
package io.dm4j.it.failure;
