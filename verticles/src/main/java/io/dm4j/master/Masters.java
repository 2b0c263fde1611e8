package io.dm4j.master;

import io.dm4j.config.Address;
import io.dm4j.store.Entry;
import io.dm4j.store.Listing;
import io.dm4j.store.MetaStore;
import io.dm4j.store.Op;
import io.dm4j.store.Watch;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where each master says it can be reached, as this one knows it now. Confined to the context it is started on. */
final class Masters {
    private final MetaStore store;
    private final Map<String, Told> told = new TreeMap<>();
    private Optional<Watch> watch = Optional.empty();

    /**
     * What a master says of itself.
     *
     * @param address for workers and operators ({@code advertise-addr})
     */
    record Told(Address address, List<String> peerUrls) {}

    Masters(MetaStore store) {
        this.store = store;
    }

    /** Knows them from now on. */
    Future<Void> start() {
        return store.list(Keys.MASTERS).compose(found -> {
            take(found);
            return store.watch(Keys.MASTERS, found.revision() + 1, changes -> changes.changes()
                            .forEach(change -> {
                                String name = Keys.name(Keys.MASTERS, change.key());
                                change.now().ifPresentOrElse(e -> told.put(name, told(e)), () -> told.remove(name));
                            }))
                    .onSuccess(following -> watch = Optional.of(following))
                    .mapEmpty();
        });
    }

    void stop() {
        watch.ifPresent(Watch::cancel);
    }

    Optional<Told> of(String name) {
        return Optional.ofNullable(told.get(name));
    }

    /** Writes only what is new. */
    Future<Void> tell(String name, Told self) {
        if (of(name).equals(Optional.of(self))) {
            return Future.succeededFuture();
        }
        JsonObject json = new JsonObject()
                .put("host", self.address().host())
                .put("port", self.address().port())
                .put("peer-urls", new JsonArray(self.peerUrls()));
        return store.txn(List.of(), List.of(Op.put(Keys.of(Keys.MASTERS, name), json.encode())))
                .mapEmpty();
    }

    /** Harmless if it is not known. */
    Future<Void> forget(String name) {
        return store.txn(List.of(), List.of(Op.delete(Keys.of(Keys.MASTERS, name))))
                .mapEmpty();
    }

    private void take(Listing found) {
        found.entries().forEach(e -> told.put(Keys.name(Keys.MASTERS, e.key()), told(e)));
    }

    private static Told told(Entry e) {
        JsonObject json = new JsonObject(e.value());
        List<String> urls =
                json.getJsonArray("peer-urls").stream().map(String::valueOf).toList();
        return new Told(new Address(json.getString("host"), json.getInteger("port")), urls);
    }
}
