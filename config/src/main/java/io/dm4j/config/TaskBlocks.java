package io.dm4j.config;

/** All blocks of a task that its instances refer to by name. */
final class TaskBlocks {
    private final NamedBlocks<RouteRule> routes;
    private final NamedBlocks<BlockAllowList> allowLists;
    private final NamedBlocks<DumpBlock.Dump> dumps;
    private final NamedBlocks<LoadBlock.Load> loads;
    private final NamedBlocks<SyncTuning> syncs;
    private final NamedBlocks<String> validators;
    private final NamedBlocks<EventFilterRule> filters;
    private final NamedBlocks<String> expressions;

    TaskBlocks(Section task) {
        routes = new NamedBlocks<>(task, "routes", RouteBlock::read);
        allowLists = new NamedBlocks<>(task, allowListKey(task), AllowListBlock::read);
        dumps = new NamedBlocks<>(task, "mydumpers", (name, section) -> DumpBlock.read(section));
        loads = new NamedBlocks<>(task, "loaders", (name, section) -> LoadBlock.read(section));
        syncs = new NamedBlocks<>(task, "syncers", (name, section) -> SyncBlock.read(section));
        validators = new NamedBlocks<>(task, "validators", (name, section) -> ValidatorBlock.read(section));
        filters = new NamedBlocks<>(task, "filters", EventFilterBlock::read);
        expressions = new NamedBlocks<>(task, "expression-filter", (name, section) -> name);
        expressions.refuse("expression filters");
    }

    /** The list's old name counts where the new one is not used. */
    static String allowListKey(Section section) {
        section.node("block-allow-list");
        return section.has("block-allow-list") || !section.has("black-white-list")
                ? "block-allow-list"
                : "black-white-list";
    }

    NamedBlocks<RouteRule> routes() {
        return routes;
    }

    NamedBlocks<BlockAllowList> allowLists() {
        return allowLists;
    }

    NamedBlocks<DumpBlock.Dump> dumps() {
        return dumps;
    }

    NamedBlocks<LoadBlock.Load> loads() {
        return loads;
    }

    NamedBlocks<SyncTuning> syncs() {
        return syncs;
    }

    NamedBlocks<String> validators() {
        return validators;
    }

    NamedBlocks<EventFilterRule> filters() {
        return filters;
    }

    NamedBlocks<String> expressions() {
        return expressions;
    }

    /** Every block but an allow-list must be used, or it is a slip in a name. */
    void reportUnused() {
        routes.reportUnused();
        dumps.reportUnused();
        loads.reportUnused();
        syncs.reportUnused();
        validators.reportUnused();
        filters.reportUnused();
        expressions.reportUnused();
    }
}
