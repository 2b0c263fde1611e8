/**
 * Turns a task and its servers as they are into findings before anything is started: what would fail, what may surprise, and what to
 * do about it. Items are named as DM names them.
 */
package io.dm4j.check;
