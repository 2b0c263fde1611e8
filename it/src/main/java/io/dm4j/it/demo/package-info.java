/**
 * The whole job on the real parts, for somebody who watches: {@link io.dm4j.it.demo.DemoMain} turns a number of rows into two
 * databases, a cluster under mutual TLS, and one closing table that says whether they are equal.
 */
package io.dm4j.it.demo;
