/** What an operator types, against a real cluster: the README's tour as it stands, dmctl command by command, the parts' flags. */
package io.dm4j.it.tour;
