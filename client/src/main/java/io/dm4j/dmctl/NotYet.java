package io.dm4j.dmctl;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A command of DM that is there by name only. */
@Command(description = "not supported yet")
final class NotYet implements Callable<Integer> {
    private final String name;

    @Unmatched
    private List<String> anything = new ArrayList<>();

    NotYet(String name) {
        this.name = name;
    }

    @Override
    public Integer call() {
        throw DmctlError.notYet(name);
    }
}
