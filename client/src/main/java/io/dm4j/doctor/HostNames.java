package io.dm4j.doctor;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

    /** As clients compare: an address by its octets, a name by its letters, {@code *} for one label. */
    boolean cover(String host) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        return address == null
                ? names(DNS).anyMatch(name -> covers(name.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT)))
                : names(IP)
                        .map(NetUtil::createByteArrayFromIpAddressString)
                        .anyMatch(listed -> Arrays.equals(listed, address));
    }

    private Stream<String> names(String prefix) {
        return alternatives.stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()));
    }

    private static boolean covers(String name, String host) {
        int label = host.indexOf('.');
        return name.equals(host)
                || name.startsWith("*.") && label > 0 && name.substring(1).equals(host.substring(label));
    }
}
