package io.dm4j.doctor;

import io.dm4j.config.AllowedName.Kind;
import io.dm4j.tls.ServerName;
import java.util.List;

/**
 * The hosts a certificate is for, by its subject alternative names.
 *
 * @param alternatives as {@code dns:..} and {@code ip:..}; others say nothing about hosts
 */
record HostNames(List<String> alternatives) {
    private static final String DNS = "dns:";
    private static final String IP = "ip:";

    HostNames {
        alternatives = List.copyOf(alternatives);
    }

    /** As clients compare. */
    boolean cover(String host) {
        ServerName wanted = new ServerName(host);
        return isAny(DNS, Kind.DNS, wanted) || isAny(IP, Kind.IP, wanted);
    }

    private boolean isAny(String prefix, Kind kind, ServerName wanted) {
        return alternatives.stream()
                .filter(name -> name.startsWith(prefix))
                .anyMatch(name -> wanted.isMeantBy(kind, name.substring(prefix.length())));
    }
}
