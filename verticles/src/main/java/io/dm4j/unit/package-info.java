/** The contract between a subtask and the units it runs one after the other: load, then sync. */
package io.dm4j.unit;
