package io.dm4j.master;

import io.dm4j.session.Applied;
import io.dm4j.session.Failure;
import io.dm4j.unit.Stage;
import java.util.Optional;

/** What an operator's command waits for at a worker. */
enum Expectation {
    /** The subtask runs, or has nothing left to do. */
    RUNS {
        @Override
        Verdict judge(Optional<Applied.Item> item) {
            return item.map(i -> isOneOf(i.stage(), Stage.RUNNING, Stage.FINISHED) ? Verdict.met() : failed(i))
                    .orElse(Verdict.pending("not there yet"));
        }
    },
    PAUSED {
        @Override
        Verdict judge(Optional<Applied.Item> item) {
            return item.map(i -> isOneOf(i.stage(), Stage.PAUSED, Stage.FINISHED)
                            ? Verdict.met()
                            : Verdict.pending(i.stage().toString()))
                    .orElse(Verdict.pending("not there yet"));
        }
    },
    GONE {
        @Override
        Verdict judge(Optional<Applied.Item> item) {
            return item.map(i -> Verdict.pending(i.stage().toString())).orElse(Verdict.met());
        }
    },
    /** The worker has the source. */
    SERVED {
        @Override
        Verdict judge(Optional<Applied.Item> item) {
            return item.isPresent() ? Verdict.met() : Verdict.pending("not there yet");
        }
    };

    /**
     * @param words why not, or what is still to come
     * @param code number of the failure, 0 for none
     */
    record Verdict(boolean isOver, boolean isMet, String words, int code) {
        static Verdict met() {
            return new Verdict(true, true, "", 0);
        }

        static Verdict refused(Failure why) {
            return new Verdict(true, false, why.line(), why.code());
        }

        static Verdict pending(String what) {
            return new Verdict(false, false, what, 0);
        }
    }

    abstract Verdict judge(Optional<Applied.Item> item);

    private static Verdict failed(Applied.Item item) {
        return item.failures().stream()
                .findFirst()
                .map(Verdict::refused)
                .orElse(Verdict.pending(item.stage().toString()));
    }

    private static boolean isOneOf(Stage stage, Stage one, Stage other) {
        return stage == one || stage == other;
    }
}
