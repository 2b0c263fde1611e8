package io.dm4j.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Configurations written as the TOML they could have been read from, under DM's keys: of a node, and of a task on one of its
 * sources. Passwords and key material are {@value Secret#HIDDEN}.
 */
public final class ConfigText {

    private final TomlPage page = new TomlPage();

    private ConfigText() {}

    public static String of(MasterConfig master) {
        ConfigText text = new ConfigText();
        text.page
                .put("name", master.name())
                .put("master-addr", master.masterAddr().toString())
                .put("advertise-addr", master.advertiseAddr().toString())
                .put("peer-urls", master.peerAddr().isEmpty() ? "" : String.join(",", master.peerUrls()))
                .put("advertise-peer-urls", String.join(",", master.advertisePeerUrls()))
                .put("initial-cluster", String.join(",", master.initialCluster()))
                .put("join", addresses(master.join()))
                .put("data-dir", master.dataDir())
                .put("secret-key-path", master.secretKeyPath())
                .put("rpc-timeout", master.rpcTimeout());
        text.node(master);
        return text.page.toString();
    }

    public static String of(WorkerConfig worker) {
        ConfigText text = new ConfigText();
        text.page
                .put("name", worker.name())
                .put("worker-addr", worker.workerAddr().toString())
                .put("advertise-addr", worker.advertiseAddr().toString())
                .put("join", addresses(worker.join()))
                .put("keepalive-ttl", worker.keepaliveTtl().toSeconds())
                .put("max-sources", worker.maxSources());
        text.node(worker);
        text.labels(worker.labels());
        return text.page.toString();
    }

    /** The part of a task that concerns one of its sources, with both servers. */
    public static String of(SubtaskConfig ofTask, SourceConfig source) {
        SubtaskConfig subtask = ofTask.on(source);
        ConfigText text = new ConfigText();
        text.page
                .put("is-sharding", false)
                .put("case-sensitive", subtask.caseSensitive())
                .put("name", subtask.task())
                .put("mode", subtask.mode().toString())
                .put("source-id", subtask.sourceId())
                .put("meta-schema", subtask.metaSchema());
        text.database("from", source.from());
        text.database("to", subtask.target());
        text.blockAllowList(subtask.blockAllowList());
        subtask.routes().forEach(text::route);
        subtask.filters().forEach(text::filter);
        return text.page.toString();
    }

    private void labels(Labels labels) {
        if (!labels.isEmpty()) {
            page.table("labels");
            labels.byName().forEach(page::put);
        }
    }

    private void node(NodeConfig node) {
        page.put("log-level", node.log().level())
                .put("log-file", node.log().file())
                .put("audit-log-file", node.log().auditFile())
                .put("log-format", node.log().format() == LogConfig.Format.JSON ? "json" : "text")
                .put("grpc-reflection", node.grpcReflection());
        security(node.security());
        status(node.status());
    }

    private static String addresses(List<Address> addresses) {
        return addresses.stream().map(Address::toString).collect(Collectors.joining(","));
    }

    private void status(StatusConfig status) {
        status.address().ifPresent(address -> page.put("status-addr", address.toString()));
        if (status.security().wantsTls()) {
            page.table("status-security").put("client-auth", status.clientAuth().toString());
            security(status.security());
        }
    }

    private void security(SecurityConfig security) {
        pem("ssl-ca", security.ca());
        pem("ssl-cert", security.cert());
        pem("ssl-key", security.key());
        pem("ssl-crl", security.crl());
        page.put("ssl-key-passphrase-file", security.passphrase().file())
                .put("ssl-key-passphrase-env", security.passphrase().variable())
                .put("ssl-server-name", security.server().name())
                .put("ssl-server-fingerprint", security.server().fingerprints())
                .put("tls-cipher-suites", security.limits().cipherSuites());
        if (security.wantsTls()) {
            page.put("tls-min-version", security.limits().floor().toString());
        }
        allowed("cert-allowed-cn", names(security, true));
        allowed("cert-allowed-san", names(security, false));
    }

    private void pem(String key, PemInput input) {
        page.put(key, input.path()).put(key + "-base64", input.content().isEmpty() ? "" : Secret.HIDDEN);
    }

    private static List<AllowedName> names(SecurityConfig security, boolean common) {
        return security.allowed().names().stream()
                .filter(name -> (name.kind() == AllowedName.Kind.COMMON_NAME) == common)
                .toList();
    }

    private void allowed(String key, List<AllowedName> names) {
        if (names.stream().allMatch(name -> name.roles().every())) {
            page.put(key, names.stream().map(AllowedName::toString).toList());
        } else {
            page.line(key, byRole(names));
        }
    }

    private static String byRole(List<AllowedName> names) {
        List<String> roles = new ArrayList<>();
        for (String role :
                Arrays.stream(NodeRole.values()).map(NodeRole::toString).toList()) {
            List<String> bearers = names.stream()
                    .filter(name -> name.roles().include(role))
                    .map(AllowedName::toString)
                    .toList();
            if (!bearers.isEmpty()) {
                roles.add(role + " = " + TomlPage.list(bearers));
            }
        }
        return String.join(", ", roles).transform(inside -> "{ " + inside + " }");
    }

    private void database(String table, DatabaseConfig database) {
        page.table(table)
                .put("host", database.host())
                .put("port", database.port())
                .put("user", database.user())
                .put("password", database.password().toString());
        if (database.security().wantsTls()) {
            page.table(table + ".security");
            security(database.security());
        }
    }

    private void blockAllowList(BlockAllowList list) {
        if (list.equals(BlockAllowList.ALL)) {
            return;
        }
        page.table("block-allow-list").put("do-dbs", list.doDbs()).put("ignore-dbs", list.ignoreDbs());
        list.doTables().forEach(table -> pattern("block-allow-list.do-tables", table));
        list.ignoreTables().forEach(table -> pattern("block-allow-list.ignore-tables", table));
    }

    private void pattern(String name, TablePattern table) {
        page.tableOfMany(name).put("db-name", table.schema()).put("tbl-name", table.table());
    }

    private void filter(EventFilterRule rule) {
        page.tableOfMany("filter-rules")
                .put("schema-pattern", rule.schemaPattern())
                .put("table-pattern", rule.tablePattern())
                .put("events", rule.events().stream().map(FilterEvent::toString).toList())
                .put("sql-pattern", rule.sqlPatterns())
                .put("action", rule.action().toString());
    }

    private void route(RouteRule rule) {
        page.tableOfMany("route-rules")
                .put("schema-pattern", rule.schemaPattern())
                .put("table-pattern", rule.tablePattern())
                .put("target-schema", rule.targetSchema())
                .put("target-table", rule.targetTable());
    }
}
