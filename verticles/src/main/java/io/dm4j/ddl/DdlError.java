package io.dm4j.ddl;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** Why a statement of the upstream cannot be followed, or one of an operator not be run in its place. */
public enum DdlError implements ErrorCode {
    UNKNOWN_STATEMENT(
            44560,
            "Bring the target to the state behind this statement by hand and leave it out, or have another run in its"
                    + " place."),
    NOT_SUPPORTED(
            44561,
            "Bring the target to the state behind this statement by hand and leave it out, have another run in its"
                    + " place, or copy the table anew with a task of mode all."),
    STATEMENT_FORMAT(
            44562,
            "Set binlog_format=ROW on the upstream for all sessions; copy the table anew, as this change is not in the"
                    + " binlog as rows."),
    ACROSS_THE_FILTER(
            44563,
            "Name both tables in the block-allow-list or neither; a table that comes in from outside must be copied anew"
                    + " with a task of mode all."),
    NO_SCHEMA(44564, "Give the statement's position to the developers: the upstream named no schema for it."),
    SHARED_SCHEMA(
            44565,
            "Drop by hand on the target what is meant and leave the statement out, or have others run in its place."),
    PARTS_DIFFER(
            44566,
            "Have a statement of the parts that are meant run in its place; on the upstream, say the parts in statements"
                    + " of their own."),
    GIVEN_STATEMENT(
            44567,
            "Give statements on tables or schemas that a task follows, with semicolons between them, each table with its"
                    + " schema: ALTER TABLE `schema`.`table` ..."),
    GIVEN_TABLE(
            44570,
            "Give one CREATE TABLE statement with all columns and keys, such as SHOW CREATE TABLE says it. Its table's name"
                    + " makes no difference.");

    private final Meaning meaning;

    DdlError(int number, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.SCHEMA_TRACKER, ErrorScope.UPSTREAM, ErrorLevel.HIGH, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
