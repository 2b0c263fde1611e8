/** Whether the tree is still the house that the map shows. */
package io.dm4j.it.house;
