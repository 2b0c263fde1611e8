/** The parts of the product, and whatever else, as operating system processes: started, watched, awaited, ended by pid. */
package io.dm4j.it.process;
