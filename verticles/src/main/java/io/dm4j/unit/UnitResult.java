package io.dm4j.unit;

import io.dm4j.error.DmException;

/** How a unit ended. */
public sealed interface UnitResult {

    /** Says it to whoever has to act on it. */
    void tell(Listener listener);

    /** One method for each way to end. */
    interface Listener {
        void finished();

        void stopped();

        void failed(DmException reason, boolean healable);
    }

    /** All its work is done. */
    record Finished() implements UnitResult {
        @Override
        public void tell(Listener listener) {
            listener.finished();
        }
    }

    /** It was asked to stop; its progress is whole. */
    record Stopped() implements UnitResult {
        @Override
        public void tell(Listener listener) {
            listener.stopped();
        }
    }

    /**
     * It cannot go on.
     *
     * @param healable a retry may help (a lost connection, a refused certificate); false = only an operator can
     */
    record Failed(DmException reason, boolean healable) implements UnitResult {
        @Override
        public void tell(Listener listener) {
            listener.failed(reason, healable);
        }
    }
}
