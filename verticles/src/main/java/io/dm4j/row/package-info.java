/** What a table and a change of one of its rows are, with typed values, whoever they come from. Pure. */
package io.dm4j.row;
