package io.dm4j.binlog;

import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;

/** The times of an upstream that is read with the library: one connection for each question. */
final class LibraryBinlogTimes implements BinlogTimes {
    /** Where the first event of a file is. */
    private static final long FIRST_EVENT = 4;

    private final Context context;
    private final LibraryBinlogSource source;
    private Optional<BinlogStream> open = Optional.empty();
    private Optional<FirstSince> search = Optional.empty();
    private boolean closed;

    LibraryBinlogTimes(Context context, LibraryBinlogSource source) {
        this.context = context;
        this.source = source;
    }

    @Override
    public Future<Long> begun(String file) {
        Promise<Long> answer = Promise.promise();
        BinlogPosition from = new BinlogPosition(file, FIRST_EVENT);
        return asked(
                from,
                new BeginningOfFile(from, second -> context.runOnContext(v -> answer.tryComplete(second))),
                answer);
    }

    @Override
    public Future<Optional<Position>> before(long since, Position from, BinlogPosition end) {
        Promise<Optional<Position>> answer = Promise.promise();
        FirstSince first =
                new FirstSince(since, from, end, found -> context.runOnContext(v -> answer.tryComplete(found)));
        search = Optional.of(first);
        return asked(from.binlog(), first, answer);
    }

    private <T> Future<T> asked(BinlogPosition from, RawEvents events, Promise<T> answer) {
        if (closed) {
            return Future.failedFuture(new DmException(BinlogError.CLOSED, "the search in the binlog was ended"));
        }
        LibraryBinlogStream stream = source.stream(new Position(from, NoGtids.NONE), context, events);
        open = Optional.of(stream);
        stream.read().onFailure(answer::tryFail);
        return answer.future().eventually(() -> {
            open = Optional.empty();
            return stream.close();
        });
    }

    @Override
    public Optional<BinlogPosition> reached() {
        return search.map(FirstSince::reached);
    }

    @Override
    public void close() {
        closed = true;
        open.ifPresent(BinlogStream::close);
    }
}
