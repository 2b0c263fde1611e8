/** How much a test does, small or long; and what the long run did, part by part, so that it can be gone on with. */
package io.dm4j.part;
