package io.dm4j.load;

import io.dm4j.mysql.Identifiers;
import io.dm4j.mysql.RowStatements;
import io.dm4j.progress.LoadChunk;
import io.dm4j.row.Column;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How one table's rows are read and written, and how many of its chunks are left. Confined to the unit's context. */
final class TableCopy {
    /** What happens to a row that is on the target already. */
    enum Verb {
        /** It cannot be there: an error. */
        INSERT("INSERT INTO "),
        /** It takes the new form: the copy began at an earlier snapshot, or the target was not empty. */
        REPLACE("REPLACE INTO "),
        /** It stays. */
        KEEP("INSERT INTO ");

        private final String words;

        Verb(String words) {
            this.words = words;
        }
    }

    private static final Set<String> UNBOUNDED = Set.of(
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "json",
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            "geomcollection",
            "vector");

    private final TableSchema source;
    private final TableSchema written;
    private final SelectList select;
    private final Optional<KeyRange> range;
    private final Verb verb;
    private final List<LoadChunk> chunks;
    private int left;

    /**
     * @param source upstream
     * @param written the target's table with just the columns that are written, in the order they are read
     * @param chunks still to be copied
     */
    TableCopy(TableSchema source, TableSchema written, Verb verb, List<LoadChunk> chunks) {
        this.source = source;
        this.written = written;
        this.select = new SelectList(columnsOf(source, written));
        this.range = KeyRange.of(source);
        this.verb = verb;
        this.chunks = List.copyOf(chunks);
        this.left = chunks.size();
    }

    private static List<Column> columnsOf(TableSchema source, TableSchema written) {
        return written.columns().stream()
                .map(column -> source.columns().get(source.indexOf(column.name())))
                .toList();
    }

    TableId id() {
        return source.id();
    }

    TableSchema written() {
        return written;
    }

    SelectList select() {
        return select;
    }

    List<LoadChunk> chunks() {
        return chunks;
    }

    /** One stream over the whole table: too long for one transaction. */
    boolean isStream() {
        return range.isEmpty();
    }

    /** A stream that ended early leaves rows that cannot be told from others. */
    boolean isKeyless() {
        return source.rowKey().isEmpty();
    }

    /** SELECT list from our expressions, everything behind it by the chunk's bounds. */
    String rows(LoadChunk chunk) {
        return "SELECT " + select.sql() + part(chunk);
    }

    /** Asks for the size of the chunk's largest row, counting what has no small bound. */
    Optional<String> largestRow(LoadChunk chunk) {
        String sum = columnsOf(source, written).stream()
                .filter(column -> UNBOUNDED.contains(column.dataType()))
                .map(column -> "COALESCE(OCTET_LENGTH(" + SelectList.expression(column) + "), 0)")
                .collect(Collectors.joining(" + "));
        return sum.isEmpty() ? Optional.empty() : Optional.of("SELECT MAX(" + sum + ")" + part(chunk));
    }

    private String part(LoadChunk chunk) {
        return range.map(r -> r.chunk(chunk)).orElseGet(() -> " FROM " + Identifiers.quote(source.id()));
    }

    String head() {
        return RowStatements.head(verb.words, written);
    }

    /** What follows the rows. */
    String tail() {
        if (verb != Verb.KEEP) {
            return "";
        }
        String column = Identifiers.quote(written.columns().get(0).name());
        return " ON DUPLICATE KEY UPDATE " + column + " = " + column;
    }

    /** The statement with placeholders for one row. */
    String prepared() {
        return RowStatements.prepared(verb.words, written) + tail();
    }

    /** Counts a chunk as copied; true for the last one. */
    boolean finished() {
        left--;
        return left == 0;
    }
}
