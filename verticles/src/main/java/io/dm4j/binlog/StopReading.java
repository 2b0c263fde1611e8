package io.dm4j.binlog;

import java.io.EOFException;

/** Ends the library's reading: of all exceptions it lets only an end of file through, and goes on after others. */
final class StopReading extends EOFException {
    private static final long serialVersionUID = 1L;

    StopReading(Throwable cause) {
        super(String.valueOf(cause.getMessage()));
        initCause(cause);
    }
}
