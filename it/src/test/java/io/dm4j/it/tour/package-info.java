/** What an operator types, against a real cluster: the README's tour as it stands, the flags of the parts. */
package io.dm4j.it.tour;
