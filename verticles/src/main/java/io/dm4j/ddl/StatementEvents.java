package io.dm4j.ddl;

import io.dm4j.config.FilterEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement is to event filters: one list for each part of an ALTER TABLE, else one; in a list the most telling event is first,
 * which is the one that DM would see. Each MODIFY and CHANGE of a column is a `modify column`, as what it was before is not known here.
 */
final class StatementEvents {
    private static final Set<String> KEYS = Set.of("INDEX", "KEY", "UNIQUE", "FULLTEXT", "SPATIAL", "CHECK");

    private final Cursor cursor;
    private final List<List<FilterEvent>> parts = new ArrayList<>();

    private StatementEvents(Cursor cursor) {
        this.cursor = cursor;
    }

    /** At least one list; an empty one for what has no name. */
    static List<List<FilterEvent>> of(Statement statement, SqlDialect dialect) {
        return switch (statement.kind()) {
            case CREATE_TABLE -> one(FilterEvent.CREATE_TABLE);
            case DROP_TABLE -> one(FilterEvent.DROP_TABLE);
            case TRUNCATE_TABLE -> one(FilterEvent.TRUNCATE_TABLE);
            case RENAME_TABLE -> one(FilterEvent.RENAME_TABLE);
            case CREATE_INDEX -> one(FilterEvent.CREATE_INDEX);
            case DROP_INDEX -> one(FilterEvent.DROP_INDEX);
            case CREATE_DATABASE -> one(FilterEvent.CREATE_DATABASE);
            case ALTER_DATABASE -> one(FilterEvent.ALTER_DATABASE);
            case DROP_DATABASE -> one(FilterEvent.DROP_DATABASE);
            default -> ofText(statement, dialect);
        };
    }

    private static List<List<FilterEvent>> one(FilterEvent event) {
        return List.of(List.of(event));
    }

    private static List<List<FilterEvent>> ofText(Statement statement, SqlDialect dialect) {
        if (statement.what().startsWith("CREATE TABLE")) {
            return one(FilterEvent.CREATE_TABLE);
        }
        return statement.what().startsWith("ALTER TABLE")
                ? new StatementEvents(new Cursor(Tokenizer.tokens(statement.sql(), dialect))).alter()
                : List.of(List.of());
    }

    private List<List<FilterEvent>> alter() {
        cursor.seek(Set.of("TABLE"));
        cursor.take();
        cursor.accept("IF", "EXISTS");
        cursor.name(Mention.Role.SUBJECT);
        while (!cursor.atEnd()) {
            List<FilterEvent> events = part();
            if (!events.isEmpty()) {
                parts.add(events);
            }
            skipPart();
        }
        return parts.isEmpty() ? one(FilterEvent.ALTER_TABLE) : List.copyOf(parts);
    }

    private void skipPart() {
        int depth = 0;
        while (!cursor.atEnd()) {
            Token token = cursor.take();
            if (depth == 0 && token.isSymbol(',')) {
                return;
            }
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
        }
    }

    private List<FilterEvent> part() {
        String verb = cursor.word();
        return switch (verb) {
            case "ADD" -> add();
            case "DROP" -> drop();
            case "MODIFY", "CHANGE" -> modify(verb);
            case "ALTER" -> alterPart();
            case "RENAME" -> rename();
            case "TRUNCATE" -> List.of(FilterEvent.TRUNCATE_TABLE_PARTITION);
            case "REORGANIZE" -> List.of(FilterEvent.REORGANIZE_TABLE_PARTITION);
            case "REBUILD" -> List.of(FilterEvent.REBUILD_TABLE_PARTITION);
            case "COALESCE" -> List.of(FilterEvent.COALESCE_TABLE_PARTITION);
            case "EXCHANGE" -> List.of(FilterEvent.EXCHANGE_TABLE_PARTITION);
            case "REMOVE" -> List.of(FilterEvent.ALTER_TABLE, FilterEvent.REMOVE_TABLE_PARTITIONING);
            case "PARTITION" -> List.of(FilterEvent.ALTER_TABLE, FilterEvent.ALTER_TABLE_PARTITIONING);
            // how it is to be done, not what
            case "ALGORITHM", "LOCK", "WAIT", "NOWAIT" -> List.of();
            default -> option();
        };
    }

    private List<FilterEvent> add() {
        cursor.take();
        if (cursor.accept("COLUMN")) {
            return List.of(FilterEvent.ALTER_TABLE, FilterEvent.ADD_COLUMN);
        }
        if (cursor.accept("PARTITION")) {
            return List.of(FilterEvent.ALTER_TABLE, FilterEvent.ADD_TABLE_PARTITION);
        }
        if (cursor.accept("CONSTRAINT") && !isKey()) {
            cursor.take();
        }
        if (cursor.accept("PRIMARY")) {
            return List.of(FilterEvent.MODIFY_CONSTRAINT, FilterEvent.ADD_PRIMARY_KEY);
        }
        if (cursor.accept("FOREIGN")) {
            return List.of(FilterEvent.MODIFY_CONSTRAINT, FilterEvent.ADD_FOREIGN_KEY);
        }
        return KEYS.contains(cursor.word())
                ? List.of(FilterEvent.MODIFY_CONSTRAINT)
                : List.of(FilterEvent.ALTER_TABLE, FilterEvent.ADD_COLUMN);
    }

    private boolean isKey() {
        return KEYS.contains(cursor.word()) || Set.of("PRIMARY", "FOREIGN").contains(cursor.word());
    }

    private List<FilterEvent> drop() {
        cursor.take();
        return switch (cursor.word()) {
            case "PRIMARY" -> List.of(FilterEvent.DROP_PRIMARY_KEY);
            case "INDEX", "KEY" -> List.of(FilterEvent.DROP_INDEX);
            case "FOREIGN" -> List.of(FilterEvent.ALTER_TABLE, FilterEvent.DROP_FOREIGN_KEY);
            case "CONSTRAINT", "CHECK" -> List.of(FilterEvent.ALTER_TABLE);
            case "PARTITION" -> List.of(FilterEvent.DROP_TABLE_PARTITION);
            default -> List.of(FilterEvent.DROP_COLUMN);
        };
    }

    private List<FilterEvent> modify(String verb) {
        cursor.take();
        cursor.accept("COLUMN");
        cursor.accept("IF", "EXISTS");
        List<FilterEvent> events = new ArrayList<>(List.of(FilterEvent.MODIFY_COLUMN));
        Optional<Mention> before = cursor.name(Mention.Role.SUBJECT);
        if (verb.equals("CHANGE")
                && before.isPresent()
                && !cursor.peek().text().equalsIgnoreCase(before.get().table())) {
            events.add(FilterEvent.RENAME_COLUMN);
        }
        for (int ahead = 0; !endsPart(ahead); ahead++) {
            if (cursor.peek(ahead).isWord("FIRST") || cursor.peek(ahead).isWord("AFTER")) {
                events.add(FilterEvent.MODIFY_COLUMNS_ORDER);
                break;
            }
        }
        return events;
    }

    /** A comma inside of brackets ends nothing, but no word that counts stands behind one. */
    private boolean endsPart(int ahead) {
        int depth = 0;
        for (int i = 0; i <= ahead; i++) {
            Token token = cursor.peek(i);
            if (token.isSymbol('\0') || depth == 0 && token.isSymbol(',')) {
                return true;
            }
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
        }
        return false;
    }

    private List<FilterEvent> alterPart() {
        cursor.take();
        return switch (cursor.word()) {
            case "INDEX", "KEY" -> List.of(FilterEvent.ALTER_TABLE, FilterEvent.ALTER_INDEX_VISIBILITY);
            case "CONSTRAINT", "CHECK" -> List.of(FilterEvent.ALTER_TABLE);
            default -> List.of(FilterEvent.MODIFY_DEFAULT_VALUE, FilterEvent.SET_DEFAULT_VALUE);
        };
    }

    private List<FilterEvent> rename() {
        cursor.take();
        return switch (cursor.word()) {
            case "COLUMN" -> List.of(FilterEvent.RENAME_COLUMN);
            case "INDEX", "KEY" -> List.of(FilterEvent.RENAME_INDEX);
            default -> List.of(FilterEvent.RENAME_TABLE);
        };
    }

    private List<FilterEvent> option() {
        cursor.accept("DEFAULT");
        cursor.accept("CONVERT", "TO");
        return switch (cursor.word()) {
            case "CHARSET", "CHARACTER" ->
                List.of(FilterEvent.MODIFY_CHARSET, FilterEvent.MODIFY_TABLE_CHARSET_AND_COLLATE);
            case "COLLATE" -> List.of(FilterEvent.MODIFY_COLLATION, FilterEvent.MODIFY_TABLE_CHARSET_AND_COLLATE);
            case "ENGINE" -> List.of(FilterEvent.MODIFY_STORAGE_ENGINE);
            case "COMMENT" -> List.of(FilterEvent.ALTER_TABLE, FilterEvent.MODIFY_TABLE_COMMENT);
            case "AUTO_INCREMENT" -> List.of(FilterEvent.ALTER_TABLE, FilterEvent.REBASE_AUTO_ID);
            default -> List.of(FilterEvent.ALTER_TABLE);
        };
    }
}
