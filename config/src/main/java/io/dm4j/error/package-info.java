/** Turns what went wrong into one coded line that names the thing, the cause and the way out; the form is DM's. */
package io.dm4j.error;
