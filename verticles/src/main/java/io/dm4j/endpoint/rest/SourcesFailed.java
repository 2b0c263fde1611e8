package io.dm4j.endpoint.rest;

import io.dm4j.error.DmException;
import io.dm4j.master.MasterError;
import io.dm4j.master.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** A command that failed on sources, each by a code of its own: the first one's is that of the answer, the words are those of all. */
final class SourcesFailed extends DmException {
    private static final long serialVersionUID = 1L;

    private final int number;

    private SourcesFailed(int number, String words) {
        super(MasterError.NOT_REACHED, words);
        this.number = number;
    }

    /** @param outcomes of all sources it concerned, of which at least one failed */
    static SourcesFailed of(List<Outcome> outcomes) {
        List<Outcome> failed =
                outcomes.stream().filter(outcome -> !outcome.result()).toList();
        String words = outcomes.size() == 1
                ? failed.get(0).msg()
                : failed.stream()
                        .map(outcome -> outcome.source() + ": " + outcome.msg())
                        .collect(Collectors.joining("; "));
        return new SourcesFailed(failed.get(0).code(), words);
    }

    /** The number for a caller: of {@code failure}, whatever it is. */
    static int number(DmException failure) {
        return failure instanceof SourcesFailed failed
                ? failed.number
                : failure.code().number();
    }

    /** The lines of the sources as they are: each has its code. */
    @Override
    public String getMessage() {
        return what();
    }
}
