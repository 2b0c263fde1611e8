package io.dm4j.ddl;

import io.dm4j.error.DmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Statements that an operator gives, to run in the place of one of the upstream or before it. */
public final class GivenStatements {
    private static final Set<StatementKind> NOT_FOLLOWED = EnumSet.of(
            StatementKind.IGNORED, StatementKind.ROW_CHANGE, StatementKind.NOT_SUPPORTED, StatementKind.UNKNOWN);

    private GivenStatements() {}

    /**
     * Single statements on definitions, in order, each of a kind that is followed and with the schema of every table in it.
     *
     * @param texts of one or more statements each, with semicolons between them; read as sessions of MySQL do by default
     * @throws DmException with {@link DdlError#GIVEN_STATEMENT} that tells which one is wrong, by its number
     */
    public static List<String> of(List<String> texts) {
        List<String> statements =
                texts.stream().flatMap(GivenStatements::single).toList();
        if (statements.isEmpty()) {
            throw refused("no statement is given");
        }
        for (int i = 0; i < statements.size(); i++) {
            check(i + 1, StatementParser.parse(statements.get(i), SqlDialect.DEFAULT));
        }
        return statements;
    }

    private static Stream<String> single(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (Token token : Tokenizer.tokens(text, SqlDialect.DEFAULT)) {
            if (token.isSymbol(';')) {
                parts.add(text.substring(from, token.start()));
                from = token.end();
            }
        }
        parts.add(text.substring(from));
        return parts.stream().map(String::strip).filter(part -> !part.isEmpty());
    }

    private static void check(int number, Statement statement) {
        String which = "statement " + number + ", " + statement.what() + ",";
        if (NOT_FOLLOWED.contains(statement.kind())) {
            throw refused(which + " is not one on definitions that is followed");
        }
        statement.mentions().stream()
                .filter(mention -> mention.schema().isEmpty() && mention.role() != Mention.Role.PARENT)
                .findFirst()
                .ifPresent(mention -> {
                    throw refused(which + " does not name the schema"
                            + (mention.table().isEmpty() ? "" : " of table `" + mention.table() + "`"));
                });
    }

    private static DmException refused(String why) {
        return new DmException(DdlError.GIVEN_STATEMENT, why);
    }
}
