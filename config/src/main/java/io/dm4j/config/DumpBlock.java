package io.dm4j.config;

/** Reads an entry of {@code mydumpers}, as far as it has a meaning where no dump program runs. */
final class DumpBlock {
    private static final String NO_FILES = "tables are copied directly, nothing is dumped to files";
    private static final int MOST_THREADS = 1_024;
    private static final long MOST_ROWS = 1_000_000_000;

    private DumpBlock() {}

    static Dump read(Section section) {
        section.noMeaning(NO_FILES, "mydumper-path", "chunk-filesize", "statement-size");
        section.noMeaning("timestamps are read and written in +00:00 on both sides", "skip-tz-utc");
        section.emptyOnly("where", "copying a part of a table's rows");
        Dump arguments = new DumpArguments(section).read();
        Dump dump = new Dump(
                section.number("threads", arguments.threads(), 1, MOST_THREADS),
                section.number("rows", arguments.rows(), 1L, MOST_ROWS));
        section.finish();
        return dump;
    }

    /** The upstream half of {@link LoadTuning}. */
    record Dump(int threads, long rows) {
        static final Dump DEFAULT = new Dump(LoadTuning.DEFAULT.threads(), LoadTuning.DEFAULT.chunkRows());

        Dump withThreads(int other) {
            return new Dump(other, rows);
        }

        Dump withRows(long other) {
            return new Dump(threads, other);
        }
    }
}
