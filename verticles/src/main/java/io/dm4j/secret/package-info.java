/**
 * Turns what must not be read on a disk (passwords, key material, all that the masters remember) into sealed text and back, under
 * one key of 256 bits that only masters hold.
 */
package io.dm4j.secret;
