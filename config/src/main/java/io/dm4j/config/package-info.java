/**
 * Turns TOML, YAML, flags and JsonObjects into records: every key typed, every default in its record, every problem with
 * file, line and the nearest known key, all of them at once. Keys, names and defaults are DM's.
 */
package io.dm4j.config;
