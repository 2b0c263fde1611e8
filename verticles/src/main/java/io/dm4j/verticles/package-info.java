/**
 * Turns a configuration into a running node: the verticles that an application deploys, and the mains of the processes. Only mains
 * print, set up logging and exit.
 */
package io.dm4j.verticles;
