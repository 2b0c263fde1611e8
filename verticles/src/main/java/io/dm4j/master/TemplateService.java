package io.dm4j.master;

import io.dm4j.error.DmException;
import io.dm4j.store.Compare;
import io.dm4j.store.Entry;
import io.dm4j.store.Op;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Task templates: texts under a name, kept sealed as all the masters know. What is in them, secrets too, is their door's to say. */
public final class TemplateService {
    private final Cluster cluster;

    TemplateService(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Texts by name, in name order. */
    public Future<Map<String, String>> all() {
        return cluster.store().list(Keys.TEMPLATES).map(found -> {
            Map<String, String> texts = new TreeMap<>();
            found.entries().forEach(e -> texts.put(Keys.name(Keys.TEMPLATES, e.key()), e.value()));
            return texts;
        });
    }

    /** Fails if there is none of this name. */
    public Future<String> get(String name) {
        return entry(name).map(Entry::value);
    }

    /** Fails if there is one of this name. */
    public Future<Void> create(String name, String text) {
        return cluster.store()
                .txn(List.of(Compare.absent(key(name))), List.of(Op.put(key(name), text)))
                .compose(result -> result.succeeded()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new DmException(
                                MasterError.TEMPLATE_EXISTS, "the task template " + name + " already exists")));
    }

    /** Takes the place of the one of this name; fails if there is none. */
    public Future<Void> replace(String name, String text) {
        return entry(name).compose(entry -> write(entry, Op.put(entry.key(), text)));
    }

    /** Fails if there is none of this name. */
    public Future<Void> delete(String name) {
        return entry(name).compose(entry -> write(entry, Op.delete(entry.key())));
    }

    private Future<Void> write(Entry entry, Op op) {
        String what = "task template " + Keys.name(Keys.TEMPLATES, entry.key());
        return cluster.write(what, List.of(Compare.unchanged(entry)), List.of(op))
                .mapEmpty();
    }

    private Future<Entry> entry(String name) {
        return cluster.store().list(key(name)).map(found -> found.entry(key(name))
                .orElseThrow(() -> new DmException(
                        MasterError.TEMPLATE_UNKNOWN, "the task template " + name + " does not exist")));
    }

    private static String key(String name) {
        return Keys.of(Keys.TEMPLATES, name);
    }
}
