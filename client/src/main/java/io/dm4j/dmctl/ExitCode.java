package io.dm4j.dmctl;

import io.dm4j.client.NodeError;
import io.dm4j.config.ConfigException;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a script learns from dmctl without reading its output. */
enum ExitCode {
    DONE(0, "done: every result of the answer is true"),
    REFUSED(1, "the cluster said no, or the command is not supported yet"),
    WRONG_INPUT(2, "wrong usage, or a file that cannot be used; nothing was sent"),
    NO_ACCESS(3, "no master could be reached in time, or it does not let us in");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    static ExitCode of(DmException failure) {
        ErrorCode code = failure.code();
        if (code instanceof NodeError) {
            boolean reached = code == NodeError.CALL_FAILED || code == NodeError.NOT_KNOWN_THERE;
            return reached ? REFUSED : NO_ACCESS;
        }
        if (code == DmctlError.NOT_SUPPORTED_YET || code == DmctlError.NOT_ANSWERED) {
            return REFUSED;
        }
        return failure instanceof ConfigException || code != DmctlError.INTERNAL ? WRONG_INPUT : REFUSED;
    }

    static Map<String, String> forHelp() {
        Map<String, String> list = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            list.put(String.valueOf(code.number), code.meaning);
        }
        return list;
    }
}
