/**
 * Turns what a task has done into rows of the meta schema on its target, and back: the fence, the copy's tables and chunks,
 * the watermark, definitions, DDL intents. The only writer of the meta schema. Records travel in the transaction of the
 * rows they speak of, so that after a crash they say exactly what is on the target.
 */
package io.dm4j.progress;
