package io.dm4j.unit;

/** Where a subtask is, by DM's names and numbers. The one place that knows which stage follows which. */
public enum Stage {
    INVALID("InvalidStage"),
    NEW("New"),
    RUNNING("Running"),
    PAUSED("Paused"),
    STOPPED("Stopped"),
    FINISHED("Finished"),
    PAUSING("Pausing"),
    RESUMING("Resuming"),
    STOPPING("Stopping");

    private final String text;

    Stage(String text) {
        this.text = text;
    }

    /** What happens to a subtask. */
    public enum Event {
        /** Its units are made; the first one that has work begins. */
        START,
        /** A unit ended and another one follows. */
        NEXT,
        /** The last unit ended. */
        DONE,
        /** A unit, or the making of one, failed. */
        FAIL,
        /** The unit that was asked to end has ended. */
        ENDED,
        PAUSE,
        RESUME,
        STOP
    }

    /** DM's number, as in metrics and on the wire. */
    public int number() {
        return ordinal();
    }

    public boolean allows(Event event) {
        return after(event) != INVALID;
    }

    /** The stage after an event; one that may not happen here is a mistake of the caller's. */
    public Stage next(Event event) {
        Stage next = after(event);
        if (next == INVALID) {
            throw new IllegalStateException("a subtask that is " + this + " cannot " + event);
        }
        return next;
    }

    private Stage after(Event event) {
        return switch (this) {
            case NEW, RESUMING ->
                switch (event) {
                    case START -> RUNNING;
                    case FAIL, PAUSE -> PAUSED;
                    case STOP -> STOPPED;
                    default -> INVALID;
                };
            case RUNNING ->
                switch (event) {
                    case NEXT -> RUNNING;
                    case DONE -> FINISHED;
                    case FAIL -> PAUSED;
                    case PAUSE -> PAUSING;
                    case STOP -> STOPPING;
                    default -> INVALID;
                };
            case PAUSING ->
                switch (event) {
                    case ENDED, FAIL, NEXT -> PAUSED;
                    case DONE -> FINISHED;
                    case PAUSE -> PAUSING;
                    case STOP -> STOPPING;
                    default -> INVALID;
                };
            case PAUSED ->
                switch (event) {
                    case RESUME -> RESUMING;
                    case PAUSE -> PAUSED;
                    case STOP -> STOPPED;
                    default -> INVALID;
                };
            case STOPPING ->
                switch (event) {
                    case ENDED, FAIL, NEXT, DONE -> STOPPED;
                    case STOP, PAUSE -> STOPPING;
                    default -> INVALID;
                };
            case STOPPED ->
                switch (event) {
                    case RESUME -> RESUMING;
                    case STOP -> STOPPED;
                    default -> INVALID;
                };
            case FINISHED -> event == Event.STOP ? STOPPED : INVALID;
            case INVALID -> INVALID;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
