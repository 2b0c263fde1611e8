package io.dm4j.ddl;

import io.dm4j.config.FilterEvent;
import io.dm4j.error.DmException;
import io.dm4j.row.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns an upstream statement into the target's. Immutable. */
public final class DdlPlanner {
    private final TargetNames names;

    public DdlPlanner(TargetNames names) {
        this.names = names;
    }

    /**
     * Fails with a {@link DdlError} if the statement cannot be followed.
     *
     * @param currentSchema of the session, empty if none
     */
    public DdlPlan plan(String sql, String currentSchema, SqlDialect dialect) {
        Statement statement = StatementParser.parse(sql, dialect);
        Planning planning = new Planning(statement, currentSchema, StatementEvents.of(statement, dialect), sql);
        return new DdlPlan(planning.steps(), planning.leftOut, statement.what());
    }

    /** One statement's planning. */
    private final class Planning {
        private final Statement statement;
        private final String currentSchema;
        private final List<List<FilterEvent>> events;
        private final String whole;
        private final List<TableId> leftOut = new ArrayList<>();

        /** @param whole the text as the upstream wrote it */
        Planning(Statement statement, String currentSchema, List<List<FilterEvent>> events, String whole) {
            this.statement = statement;
            this.currentSchema = currentSchema;
            this.events = events;
            this.whole = whole;
        }

        List<DdlStep> steps() {
            return switch (statement.kind()) {
                case IGNORED -> List.of();
                case CREATE_TABLE, ALTER_TABLE, TRUNCATE_TABLE, CREATE_INDEX, DROP_INDEX -> onOneTable();
                case DROP_TABLE -> drops();
                case RENAME_TABLE -> renames();
                case CREATE_DATABASE, ALTER_DATABASE, DROP_DATABASE -> onSchema();
                case ROW_CHANGE -> unlessFiltered(DdlError.STATEMENT_FORMAT, "was logged as a statement, not as rows");
                case NOT_SUPPORTED -> unlessFiltered(DdlError.NOT_SUPPORTED, "is not followed");
                case UNKNOWN -> unlessLeftOut(DdlError.UNKNOWN_STATEMENT, "is a statement not known here");
            };
        }

        private List<DdlStep> unlessLeftOut(DdlError code, String why) {
            boolean named = !statement.mentions().isEmpty();
            if (named ? isLeftOut(statement.mentions().get(0)) : isLeftOut(new TableId(currentSchema, ""))) {
                return List.of();
            }
            throw refused(code, why);
        }

        /** Of a table that takes part. */
        private boolean isLeftOut(Mention mention) {
            return object(mention).isPresent() && isLeftOut(source(mention));
        }

        private boolean isLeftOut(TableId name) {
            long ignored = events.stream()
                    .filter(part -> names.ignores(name, part, whole))
                    .count();
            if (ignored > 0 && ignored < events.size()) {
                throw refused(
                        DdlError.PARTS_DIFFER,
                        "on %s has parts that event filters leave out and parts that they do not".formatted(name));
            }
            if (ignored > 0 && !name.table().isEmpty()) {
                leftOut.add(name);
            }
            return ignored > 0;
        }

        private List<DdlStep> unlessFiltered(DdlError code, String why) {
            if (statement.mentions().isEmpty()
                    ? !currentSchema.isEmpty() && names.schema(currentSchema).isEmpty()
                    : object(statement.mentions().get(0)).isEmpty()) {
                return List.of();
            }
            return unlessLeftOut(code, why);
        }

        private List<DdlStep> onOneTable() {
            Mention first = statement.mentions().get(0);
            if (isLeftOut(first)) {
                return List.of();
            }
            Optional<DdlObject> subject = object(first);
            Optional<Mention> newName = mention(Mention.Role.NEW_NAME);
            if (newName.isPresent()) {
                return renamed(first, newName.get(), rewritten());
            }
            if (subject.isEmpty()) {
                return List.of();
            }
            mention(Mention.Role.MODEL).ifPresent(this::requireReplicated);
            return List.of(step(rewritten(), subject.get(), Optional.empty()));
        }

        private void requireReplicated(Mention model) {
            if (object(model).isEmpty()) {
                throw refused(
                        DdlError.ACROSS_THE_FILTER,
                        "is modelled on %s, which is not replicated".formatted(source(model)));
            }
        }

        private Optional<Mention> mention(Mention.Role role) {
            return statement.mentions().stream()
                    .filter(mention -> mention.role() == role)
                    .findFirst();
        }

        private List<DdlStep> drops() {
            List<DdlStep> steps = new ArrayList<>();
            String head = statement.ifExists() ? "DROP TABLE IF EXISTS " : "DROP TABLE ";
            for (Mention mention : statement.mentions()) {
                Optional<DdlObject> dropped = isLeftOut(mention) ? Optional.empty() : object(mention);
                dropped.ifPresent(object -> steps.add(step(head + quote(object.target()), object, Optional.empty())));
            }
            return steps;
        }

        private List<DdlStep> renames() {
            List<DdlStep> steps = new ArrayList<>();
            for (int i = 0; i < statement.mentions().size(); i += 2) {
                Mention from = statement.mentions().get(i);
                Mention to = statement.mentions().get(i + 1);
                if (!isLeftOut(from) && !isLeftOut(to)) {
                    String sql = "RENAME TABLE " + quoted(from) + " TO " + quoted(to);
                    steps.addAll(renamed(from, to, sql));
                }
            }
            return steps;
        }

        /** Both names are replicated, or neither: a table from outside was never copied, one that leaves is not followed. */
        private List<DdlStep> renamed(Mention from, Mention to, String sql) {
            Optional<DdlObject> subject = object(from);
            Optional<DdlObject> becomes = object(to);
            if (subject.isEmpty() && becomes.isEmpty()) {
                return List.of();
            }
            if (subject.isEmpty() || becomes.isEmpty()) {
                throw refused(
                        DdlError.ACROSS_THE_FILTER,
                        "renames %s to %s, of which only one is replicated".formatted(source(from), source(to)));
            }
            return subject.get().target().equals(becomes.get().target())
                    ? sameTarget(subject.get(), becomes.get())
                    : List.of(step(sql, subject.get(), becomes));
        }

        /** Both names are routed to one table: there is nothing to rename. Only for a pure RENAME. */
        private List<DdlStep> sameTarget(DdlObject subject, DdlObject becomes) {
            throw refused(
                    DdlError.NOT_SUPPORTED,
                    "renames %s to %s, which routes send to one table".formatted(subject.source(), becomes.source()));
        }

        private List<DdlStep> onSchema() {
            String source = schemaOf(statement.mentions().get(0));
            Optional<String> target = names.schema(source);
            if (target.isPresent() && isLeftOut(new TableId(source, ""))) {
                return List.of();
            }
            if (target.isPresent() && statement.kind() == StatementKind.DROP_DATABASE && names.sharesTarget(source)) {
                throw refused(
                        DdlError.SHARED_SCHEMA,
                        "drops schema `%s`, whose target `%s` holds tables of other schemas too"
                                .formatted(source, target.get()));
            }
            return target.map(name -> List.of(step(rewritten(), DdlObject.schema(source, name), Optional.empty())))
                    .orElse(List.of());
        }

        private DdlStep step(String sql, DdlObject subject, Optional<DdlObject> becomes) {
            return new DdlStep(statement.kind(), sql, subject, becomes);
        }

        /** The text with every name replaced by the full one of the target. */
        private String rewritten() {
            StringBuilder sql = new StringBuilder();
            int at = 0;
            for (Mention mention : statement.mentions()) {
                sql.append(statement.sql(), at, mention.start()).append(quoted(mention));
                at = mention.end();
                if (mention.start() == mention.end()) {
                    sql.append(' ');
                }
            }
            return sql.append(statement.sql().substring(at)).toString().trim();
        }

        private String quoted(Mention mention) {
            if (statement.kind().ofSchema()) {
                String source = schemaOf(mention);
                return quote(names.schema(source).orElse(source));
            }
            TableId source = source(mention);
            return quote(names.table(source).orElse(source));
        }

        private Optional<DdlObject> object(Mention mention) {
            TableId source = source(mention);
            return names.table(source).map(target -> new DdlObject(source, target));
        }

        private TableId source(Mention mention) {
            return new TableId(schemaOf(mention), mention.table());
        }

        private String schemaOf(Mention mention) {
            if (!mention.schema().isEmpty()) {
                return mention.schema();
            }
            if (mention.role() == Mention.Role.PARENT) {
                return schemaOf(statement.mentions().get(0));
            }
            if (currentSchema.isEmpty()) {
                throw refused(DdlError.NO_SCHEMA, "names a table without a schema in a session without one");
            }
            return currentSchema;
        }

        private DmException refused(DdlError code, String why) {
            return new DmException(code, statement.what() + " " + why);
        }
    }

    private static String quote(TableId table) {
        return quote(table.schema()) + "." + quote(table.table());
    }

    private static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
