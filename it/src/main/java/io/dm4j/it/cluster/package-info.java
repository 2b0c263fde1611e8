/**
 * A whole installation as an operator would make it: two databases, certificates for everybody, DM's files, master and worker
 * as processes, dmctl. {@link io.dm4j.it.cluster.Cluster} turns an {@link io.dm4j.it.cluster.Installation} into running parts.
 */
package io.dm4j.it.cluster;
