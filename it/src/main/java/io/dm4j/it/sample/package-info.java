/**
 * A shop's database to copy: {@link io.dm4j.it.sample.Sample} creates and fills it, {@link io.dm4j.it.sample.Writer} changes
 * it all the time, {@link io.dm4j.it.sample.Comparison} tells whether two servers hold the same rows.
 */
package io.dm4j.it.sample;
