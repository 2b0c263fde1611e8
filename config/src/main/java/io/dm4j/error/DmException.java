package io.dm4j.error;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * A coded failure. The message says what happened to which thing; it never holds a password, a key or a row's value.
 * {@link #getMessage()} is DM's line: {@code [code=..:class=..:scope=..:level=..], Message: .., RawCause: .., Workaround: ..}.
 */
public class DmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String what;
    private final String workaround;
    private final ErrorScope scope;

    public DmException(ErrorCode code, String what) {
        this(code, what, null);
    }

    public DmException(ErrorCode code, String what, Throwable cause) {
        this(code, code.scope(), what, code.workaround(), cause);
    }

    private DmException(ErrorCode code, ErrorScope scope, String what, String workaround, Throwable cause) {
        super(what, cause);
        this.code = Objects.requireNonNull(code);
        this.scope = scope;
        this.what = what;
        this.workaround = workaround;
    }

    /** The same failure with a way out that knows this very case. */
    public DmException withWorkaround(String sentence) {
        return new DmException(code, scope, what, sentence, getCause());
    }

    /** The same failure, told to be on one side: one code serves the upstream and the downstream database. */
    public DmException withScope(ErrorScope side) {
        return new DmException(code, side, what, workaround, getCause());
    }

    /** The coded failure inside whatever a Future failed with; anything uncoded is wrapped under {@code otherwise}. */
    public static DmException from(Throwable failure, ErrorCode otherwise) {
        Throwable t = failure;
        while ((t instanceof CompletionException || t instanceof ExecutionException) && t.getCause() != null) {
            t = t.getCause();
        }
        return t instanceof DmException coded ? coded : new DmException(otherwise, String.valueOf(t.getMessage()), t);
    }

    public ErrorCode code() {
        return code;
    }

    public ErrorScope scope() {
        return scope;
    }

    /** What happened to which thing, without the code around it. */
    public String what() {
        return what;
    }

    public String workaround() {
        return workaround;
    }

    /** The cause's own words, empty if there are none or they are those of {@link #what()}. */
    public String rawCause() {
        if (getCause() == null || getCause().getMessage() == null) {
            return "";
        }
        String words = getCause() instanceof DmException inner
                ? inner.what()
                : getCause().getMessage();
        return words.equals(what) ? "" : words;
    }

    @Override
    public String getMessage() {
        StringBuilder line = new StringBuilder()
                .append("[code=")
                .append(code.number())
                .append(":class=")
                .append(code.errorClass())
                .append(":scope=")
                .append(scope)
                .append(":level=")
                .append(code.level())
                .append("], Message: ")
                .append(what);
        if (!rawCause().isEmpty()) {
            line.append(", RawCause: ").append(rawCause());
        }
        if (!workaround.isEmpty()) {
            line.append(", Workaround: ").append(workaround);
        }
        return line.toString();
    }
}
