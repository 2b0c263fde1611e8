package io.dm4j.session;

import java.util.List;

/** The whole truth for one worker at one revision: what is not named here is to be stopped. */
public record Desired(long revision, List<SourceWish> sources) {

    public Desired {
        sources = List.copyOf(sources);
    }
}
