package io.dm4j.ddl;

import io.dm4j.row.TableId;
import java.util.List;

/**
 * What a statement is about, told of any text, also of one that cannot be followed.
 *
 * @param what the statement is, in a few words without values
 * @param objects tables that it changes, by their upstream names, and schemas, with an empty table; what the text does not name is
 *     not among them
 */
public record DdlSubjects(String what, List<TableId> objects) {
    public DdlSubjects {
        objects = List.copyOf(objects);
    }

    /**
     * Never fails.
     *
     * @param currentSchema of the session, empty if none
     */
    public static DdlSubjects of(String sql, String currentSchema, SqlDialect dialect) {
        Statement statement = StatementParser.parse(sql, dialect);
        List<TableId> objects = statement.mentions().stream()
                .filter(mention -> mention.role() == Mention.Role.SUBJECT || mention.role() == Mention.Role.NEW_NAME)
                .map(mention -> mention.schema().isEmpty()
                        ? new TableId(currentSchema, mention.table())
                        : new TableId(mention.schema(), mention.table()))
                .filter(object -> !object.schema().isEmpty())
                .distinct()
                .toList();
        return new DdlSubjects(statement.what(), objects);
    }
}
