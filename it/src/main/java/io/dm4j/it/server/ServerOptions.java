package io.dm4j.it.server;

import io.dm4j.pki.PemFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a server is started.
 *
 * @param tls the server's own files; none = it speaks plain text only
 * @param requireTls refuse whoever comes in plain text
 * @param flags further flags, each as on the command line
 */
public record ServerOptions(Optional<PemFiles> tls, boolean requireTls, List<String> flags) {
    public static final ServerOptions PLAIN = new ServerOptions(Optional.empty(), false, List.of());

    public ServerOptions {
        flags = List.copyOf(flags);
        if (requireTls && tls.isEmpty()) {
            throw new IllegalArgumentException("a server that requires TLS needs certificate files");
        }
    }

    public static ServerOptions tls(PemFiles files) {
        return new ServerOptions(Optional.of(files), false, List.of());
    }

    /** The same, but nobody comes in without TLS. */
    public ServerOptions requiringTls() {
        return new ServerOptions(tls, true, flags);
    }

    public ServerOptions with(String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return new ServerOptions(tls, requireTls, all);
    }

    List<String> tlsFlags() {
        return tls.map(files -> List.of(
                        "--ssl-ca=" + files.ca(),
                        "--ssl-cert=" + files.cert(),
                        "--ssl-key=" + files.key(),
                        "--require-secure-transport=" + (requireTls ? "ON" : "OFF")))
                .orElse(List.of("--skip-ssl"));
    }
}
