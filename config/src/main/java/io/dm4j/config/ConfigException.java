package io.dm4j.config;

import io.dm4j.error.DmException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it; the code is the first problem's. */
public final class ConfigException extends DmException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(problems.get(0).code(), text(problems));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String text(List<Problem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        String lines =
                problems.stream().limit(SHOWN).map(problem -> "\n  " + problem).collect(Collectors.joining());
        int more = problems.size() - SHOWN;
        return problems.size() + " problems:" + lines + (more > 0 ? "\n  and " + more + " more" : "");
    }
}
