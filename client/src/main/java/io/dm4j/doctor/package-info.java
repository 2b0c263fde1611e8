/**
 * Says before a node starts whether its TLS files will do: a configuration file, the files it names, the file of the other
 * side and a handshake become {@link io.dm4j.doctor.Finding}s, each with what to do about it. Blocks; changes nothing.
 */
package io.dm4j.doctor;
