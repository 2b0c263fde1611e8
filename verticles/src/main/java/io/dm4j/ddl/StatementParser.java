package io.dm4j.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds a statement's kind and the names in it. Never fails; what it cannot place is {@link StatementKind#UNKNOWN}. */
final class StatementParser {
    private static final Set<String> OBJECTS = Set.of(
            "TABLE",
            "TABLES",
            "DATABASE",
            "SCHEMA",
            "INDEX",
            "VIEW",
            "TRIGGER",
            "PROCEDURE",
            "FUNCTION",
            "EVENT",
            "USER",
            "ROLE",
            "SERVER",
            "TABLESPACE",
            "LOGFILE",
            "RESOURCE",
            "REFERENCE",
            "PACKAGE",
            "LIBRARY",
            "INSTANCE",
            "SEQUENCE",
            "PREPARE");
    private static final Set<String> IGNORED_OBJECTS = Set.of(
            "VIEW",
            "TRIGGER",
            "PROCEDURE",
            "FUNCTION",
            "EVENT",
            "USER",
            "ROLE",
            "SERVER",
            "TABLESPACE",
            "LOGFILE",
            "RESOURCE",
            "REFERENCE",
            "PACKAGE",
            "LIBRARY",
            "INSTANCE",
            "PREPARE");

    private final String sql;
    private final SqlDialect dialect;
    private final Cursor cursor;
    private final List<Mention> mentions = new ArrayList<>();
    private String what;

    private StatementParser(String sql, SqlDialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.cursor = new Cursor(Tokenizer.tokens(sql, dialect));
    }

    static Statement parse(String sql, SqlDialect dialect) {
        return new StatementParser(sql, dialect).statement();
    }

    private Statement statement() {
        if (cursor.atEnd()) {
            return done(StatementKind.IGNORED, "an empty statement");
        }
        String verb = cursor.word();
        what = verb;
        return switch (verb) {
            case "CREATE" -> create();
            case "ALTER" -> alter();
            case "DROP" -> drop();
            case "TRUNCATE" -> truncate();
            case "RENAME" -> rename();
            case "SET" -> set();
            case "INSERT", "REPLACE", "UPDATE", "DELETE", "LOAD" -> rowChange();
            case "GRANT",
                    "REVOKE",
                    "ANALYZE",
                    "OPTIMIZE",
                    "REPAIR",
                    "CHECK",
                    "CHECKSUM",
                    "FLUSH",
                    "BEGIN",
                    "START",
                    "COMMIT",
                    "ROLLBACK",
                    "SAVEPOINT",
                    "RELEASE",
                    "INSTALL",
                    "UNINSTALL",
                    "CACHE",
                    "LOCK",
                    "UNLOCK",
                    "RESET",
                    "PURGE",
                    "USE",
                    "HELP",
                    "SHOW" -> done(StatementKind.IGNORED, verb);
            default -> done(StatementKind.UNKNOWN, verb.isEmpty() ? "text that is no statement" : verb);
        };
    }

    private Statement create() {
        cursor.take();
        boolean temporary = takesModifier("TEMPORARY");
        if (!cursor.seek(OBJECTS)) {
            return done(StatementKind.UNKNOWN, "CREATE");
        }
        String object = cursor.take().text().toUpperCase(Locale.ROOT);
        what = "CREATE " + object;
        if (object.equals("TABLE")) {
            return temporary ? done(StatementKind.IGNORED, "CREATE TEMPORARY TABLE") : createTable();
        }
        return switch (object) {
            case "DATABASE", "SCHEMA" -> schemaStatement(StatementKind.CREATE_DATABASE);
            case "INDEX" -> index(StatementKind.CREATE_INDEX);
            default -> other(object);
        };
    }

    /** True if the word comes among the modifiers before the object's kind; does not move. */
    private boolean takesModifier(String modifier) {
        for (int i = 0; i < 4; i++) {
            if (cursor.peek(i).isWord(modifier)) {
                return true;
            }
        }
        return false;
    }

    private Statement other(String object) {
        return done(IGNORED_OBJECTS.contains(object) ? StatementKind.IGNORED : StatementKind.NOT_SUPPORTED, what);
    }

    private Statement createTable() {
        cursor.accept("IF", "NOT", "EXISTS");
        if (!subject()) {
            return done(StatementKind.UNKNOWN, what);
        }
        if (cursor.accept("LIKE")
                || cursor.peek().isSymbol('(') && cursor.peek(1).isWord("LIKE")) {
            cursor.acceptSymbol('(');
            cursor.accept("LIKE");
            return add(cursor.name(Mention.Role.MODEL))
                    ? done(StatementKind.CREATE_TABLE, what)
                    : done(StatementKind.UNKNOWN, what);
        }
        return createTableBody();
    }

    /** SELECT is reserved and has no place in a plain definition; 8.0 logs CREATE ... SELECT with START TRANSACTION. */
    private Statement createTableBody() {
        while (!cursor.atEnd()) {
            if (cursor.accept("SELECT") || cursor.accept("START", "TRANSACTION")) {
                return done(StatementKind.NOT_SUPPORTED, "CREATE TABLE ... SELECT");
            }
            step();
        }
        return done(StatementKind.CREATE_TABLE, what);
    }

    private void step() {
        if (cursor.accept("REFERENCES")) {
            add(cursor.name(Mention.Role.PARENT));
        } else {
            cursor.take();
        }
    }

    private Statement alter() {
        cursor.take();
        if (!cursor.seek(OBJECTS)) {
            return done(StatementKind.UNKNOWN, "ALTER");
        }
        String object = cursor.take().text().toUpperCase(Locale.ROOT);
        what = "ALTER " + object;
        return switch (object) {
            case "TABLE" -> alterTable();
            case "DATABASE", "SCHEMA" -> schemaStatement(StatementKind.ALTER_DATABASE);
            default -> other(object);
        };
    }

    private Statement alterTable() {
        cursor.accept("IF", "EXISTS");
        if (!subject()) {
            return done(StatementKind.UNKNOWN, what);
        }
        int depth = 0;
        while (!cursor.atEnd()) {
            depth += cursor.peek().isSymbol('(') ? 1 : cursor.peek().isSymbol(')') ? -1 : 0;
            if (depth == 0 && movesRowsUnseen()) {
                return done(StatementKind.NOT_SUPPORTED, what + " that moves rows without row events");
            }
            if (depth == 0 && cursor.accept("RENAME")) {
                newNameOfAlter();
            } else {
                step();
            }
        }
        return done(StatementKind.ALTER_TABLE, what);
    }

    /** EXCHANGE and CONVERT PARTITION, IMPORT and DISCARD TABLESPACE. */
    private boolean movesRowsUnseen() {
        return cursor.accept("EXCHANGE", "PARTITION")
                || cursor.accept("CONVERT", "PARTITION")
                || cursor.accept("CONVERT", "TABLE")
                || cursor.accept("IMPORT", "TABLESPACE")
                || cursor.accept("IMPORT", "PARTITION")
                || cursor.accept("DISCARD", "TABLESPACE")
                || cursor.accept("DISCARD", "PARTITION");
    }

    private void newNameOfAlter() {
        if (Set.of("COLUMN", "INDEX", "KEY", "CONSTRAINT").contains(cursor.word())) {
            return;
        }
        if (!cursor.accept("TO") && !cursor.accept("AS")) {
            cursor.acceptSymbol('=');
        }
        add(cursor.name(Mention.Role.NEW_NAME));
    }

    private Statement drop() {
        cursor.take();
        boolean temporary = cursor.accept("TEMPORARY");
        if (!cursor.seek(OBJECTS)) {
            return done(StatementKind.UNKNOWN, "DROP");
        }
        String object = cursor.take().text().toUpperCase(Locale.ROOT);
        what = "DROP " + object;
        return switch (object) {
            case "TABLE", "TABLES" -> temporary ? done(StatementKind.IGNORED, "DROP TEMPORARY TABLE") : dropTable();
            case "DATABASE", "SCHEMA" -> schemaStatement(StatementKind.DROP_DATABASE);
            case "INDEX" -> index(StatementKind.DROP_INDEX);
            default -> other(object);
        };
    }

    private Statement dropTable() {
        boolean ifExists = cursor.accept("IF", "EXISTS");
        do {
            if (!subject()) {
                return done(StatementKind.UNKNOWN, what);
            }
        } while (cursor.acceptSymbol(','));
        return new Statement(StatementKind.DROP_TABLE, sql, what, mentions, ifExists);
    }

    private Statement truncate() {
        cursor.take();
        cursor.accept("TABLE");
        what = "TRUNCATE TABLE";
        return subject() ? done(StatementKind.TRUNCATE_TABLE, what) : done(StatementKind.UNKNOWN, what);
    }

    private Statement rename() {
        cursor.take();
        if (cursor.accept("USER")) {
            return done(StatementKind.IGNORED, "RENAME USER");
        }
        what = "RENAME TABLE";
        if (!cursor.accept("TABLE") && !cursor.accept("TABLES")) {
            return done(StatementKind.UNKNOWN, "RENAME");
        }
        cursor.accept("IF", "EXISTS");
        do {
            if (!renamedPair()) {
                return done(StatementKind.UNKNOWN, what);
            }
        } while (cursor.acceptSymbol(','));
        return done(StatementKind.RENAME_TABLE, what);
    }

    private boolean renamedPair() {
        return subject() && cursor.seek(Set.of("TO")) && cursor.accept("TO") && add(cursor.name(Mention.Role.NEW_NAME));
    }

    private Statement index(StatementKind kind) {
        return cursor.seek(Set.of("ON")) && cursor.accept("ON") && subject()
                ? done(kind, what)
                : done(StatementKind.UNKNOWN, what);
    }

    /** ALTER DATABASE may leave the name out. */
    private Statement schemaStatement(StatementKind kind) {
        int implied = cursor.peek().start();
        boolean ifExists = cursor.accept("IF", "EXISTS");
        cursor.accept("IF", "NOT", "EXISTS");
        Token name = cursor.peek();
        if (kind == StatementKind.ALTER_DATABASE && isSchemaOption()) {
            mentions.add(new Mention(Mention.Role.SUBJECT, "", "", implied, implied));
        } else if (name.isName()) {
            mentions.add(new Mention(Mention.Role.SUBJECT, name.text(), "", name.start(), name.end()));
        } else {
            return done(StatementKind.UNKNOWN, what);
        }
        return new Statement(kind, sql, what, mentions, ifExists);
    }

    private boolean isSchemaOption() {
        return Set.of("DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "ENCRYPTION", "READ", "COMMENT")
                .contains(cursor.word());
    }

    /** MariaDB's SET STATEMENT ... FOR statement is that statement; the event itself carries the variables. */
    private Statement set() {
        cursor.take();
        if (cursor.accept("STATEMENT") && cursor.seek(Set.of("FOR"))) {
            return parseRest(cursor.take().end());
        }
        return done(StatementKind.IGNORED, "SET");
    }

    private Statement parseRest(int from) {
        return new StatementParser(sql.substring(from), dialect).statement();
    }

    private Statement rowChange() {
        cursor.take();
        if (what.equals("LOAD") && cursor.word().equals("INDEX")) {
            return done(StatementKind.IGNORED, "LOAD INDEX");
        }
        Set<String> before = what.equals("DELETE") ? Set.of("FROM") : Set.of("INTO");
        if (!what.equals("UPDATE") && cursor.seek(before)) {
            cursor.take();
            cursor.accept("TABLE");
        }
        subject();
        return done(StatementKind.ROW_CHANGE, what);
    }

    private boolean subject() {
        return add(cursor.name(Mention.Role.SUBJECT));
    }

    private boolean add(Optional<Mention> mention) {
        mention.ifPresent(mentions::add);
        return mention.isPresent();
    }

    private Statement done(StatementKind kind, String words) {
        return new Statement(kind, sql, words, mentions, false);
    }
}
