package io.dm4j.it.demo;

/** Something that the demo promises did not happen. */
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
