/**
 * Turns the desired state that a master sends into running units: a worker keeps one line to the leading master, stops by itself when
 * its lease may have ended, and takes each subtask through its stages.
 */
package io.dm4j.worker;
