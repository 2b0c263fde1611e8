package io.dm4j.store;

import io.dm4j.error.DmException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The group of a store in memory: nobody comes, goes, or leads but its one keeper. */
record Alone(String id, Member keeper) implements Group {

    @Override
    public String self() {
        return keeper.name();
    }

    @Override
    public boolean isLed() {
        return true;
    }

    @Override
    public long term() {
        return 1;
    }

    @Override
    public Optional<String> leader() {
        return Optional.of(keeper.name());
    }

    @Override
    public Optional<DmException> trouble() {
        return Optional.empty();
    }

    @Override
    public void onChange(Runnable handler) {
        // it leads for ever
    }

    @Override
    public Future<Void> joined() {
        return Future.succeededFuture();
    }

    @Override
    public List<Standing> members() {
        return List.of(new Standing(keeper.name(), keeper.address(), true, true, true));
    }

    @Override
    public Future<Void> admit(Member newcomer) {
        return refused();
    }

    @Override
    public Future<Void> dismiss(String name) {
        return refused();
    }

    @Override
    public Future<Void> mayLead(String name, boolean may) {
        return refused();
    }

    private static Future<Void> refused() {
        return Future.failedFuture(new DmException(
                StoreError.MEMBERS_UNCHANGED, "a master without a data-dir keeps what it knows in memory, alone"));
    }
}
