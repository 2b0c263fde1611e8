package io.dm4j.doctor;

import io.dm4j.tls.TlsRole;
import java.util.List;
import java.util.regex.Pattern;

/** What a configuration file is of, and what its TLS files must be good for. */
enum FileKind {
    MASTER("dm-master", List.of(TlsRole.SERVER, TlsRole.CLIENT)),
    WORKER("dm-worker", List.of(TlsRole.SERVER, TlsRole.CLIENT)),
    DMCTL("dmctl", List.of(TlsRole.CLIENT)),
    SOURCE("source", List.of(TlsRole.GUEST)),
    TASK("task", List.of(TlsRole.GUEST));

    private static final Pattern OF_A_WORKER = key("worker-addr");
    private static final Pattern OF_A_MASTER =
            key("name|advertise-addr|peer-urls|advertise-peer-urls|initial-cluster|data-dir|log-level|log-file");
    private static final Pattern OF_A_SOURCE = Pattern.compile("^(source-id|from)\\s*:", Pattern.MULTILINE);

    private final String text;
    private final List<TlsRole> roles;

    FileKind(String text, List<TlsRole> roles) {
        this.text = text;
        this.roles = roles;
    }

    /** Told by the name's ending and by keys that only one kind has. */
    static FileKind of(String path, String content) {
        if (path.endsWith(".yaml") || path.endsWith(".yml")) {
            return OF_A_SOURCE.matcher(content).find() ? SOURCE : TASK;
        }
        if (OF_A_WORKER.matcher(content).find()) {
            return WORKER;
        }
        return OF_A_MASTER.matcher(content).find() ? MASTER : DMCTL;
    }

    private static Pattern key(String names) {
        return Pattern.compile("^(" + names + ")\\s*=", Pattern.MULTILINE);
    }

    List<TlsRole> roles() {
        return roles;
    }

    boolean listens() {
        return this == MASTER || this == WORKER;
    }

    boolean isOfADatabase() {
        return this == SOURCE || this == TASK;
    }

    @Override
    public String toString() {
        return text;
    }
}
