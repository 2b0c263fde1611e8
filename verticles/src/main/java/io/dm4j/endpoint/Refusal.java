package io.dm4j.endpoint;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorCode;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A failed call as one coded line for the caller, and one line of log. */
public final class Refusal {
    private static final Logger LOG = LogManager.getLogger(Refusal.class);

    private Refusal() {}

    /** @param otherwise the code of a failure that has none, which is a defect of ours */
    public static String line(String call, Throwable failure, ErrorCode otherwise) {
        DmException coded = DmException.from(failure, otherwise);
        if (coded.code() == otherwise) {
            LOG.error("{} failed", call, failure);
        } else {
            LOG.warn("{} refused: {}", call, coded.getMessage());
        }
        return coded.getMessage();
    }
}
