/** Who is let in and who is not, on every port and towards every database: proved on real verticles, processes and servers. */
package io.dm4j.it.trust;
