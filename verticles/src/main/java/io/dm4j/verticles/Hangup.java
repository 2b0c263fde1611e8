package io.dm4j.verticles;

import org.apache.logging.log4j.LogManager;
import sun.misc.Signal;

/** The signal HUP of this process, by custom: read your files again. For mains only. */
final class Hangup {
    private Hangup() {}

    /** Runs it at each signal from now on, on a thread of the JVM's. A platform without the signal has no use for it. */
    static void run(Runnable each) {
        try {
            Signal.handle(new Signal("HUP"), signal -> each.run());
        } catch (IllegalArgumentException e) {
            LogManager.getLogger(Hangup.class).debug("there is no SIGHUP here: {}", e.getMessage());
        }
    }
}
