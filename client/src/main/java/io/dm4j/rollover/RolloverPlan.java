package io.dm4j.rollover;

import java.util.List;
import java.util.Optional;

/**
 * How far the change is, and what is safe now.
 *
 * @param steps all three, in their order
 * @param obstacles why no step is called safe, one line each; empty if one is, or if all are done
 * @param notes what the plan leaves to the operator, one line each
 */
public record RolloverPlan(List<Step> steps, List<String> obstacles, List<String> notes) {

    /** What is done to every node before anything of the next is done to one. */
    public enum Action {
        TRUST_BOTH("trust both"),
        SWAP_LEAVES("swap leaves"),
        WITHDRAW_OLD("withdraw the old");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** How a step stands. */
    public enum State {
        DONE,
        /** Safe now. */
        NEXT,
        NOT_SAFE
    }

    /**
     * One step.
     *
     * @param places the sets that are still to be changed, each as "node (use)"
     * @param words what to do, or why it is not safe; empty if it is done
     */
    public record Step(Action action, State state, List<String> places, String words) {
        public Step {
            places = List.copyOf(places);
        }
    }

    public RolloverPlan {
        steps = List.copyOf(steps);
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }

    /** The step that is safe now. */
    public Optional<Step> next() {
        return steps.stream().filter(step -> step.state() == State.NEXT).findFirst();
    }

    public boolean isDone() {
        return steps.stream().allMatch(step -> step.state() == State.DONE);
    }
}
