package io.dm4j.tls;

import io.dm4j.config.AllowedName.Kind;
import io.netty.util.NetUtil;
import java.security.cert.X509Certificate;
import java.util.Locale;

/**
 * The name a server's certificate must bear instead of the host that was dialed. Compared as a host name is: with its DNS
 * names, of which the first label may be {@code *}, or its addresses; with its Common Name if it has neither.
 */
public record ServerName(String expected) {

    boolean isOf(X509Certificate leaf) {
        LeafNames names = LeafNames.of(leaf);
        boolean hasHosts = names.alternatives().stream().anyMatch(name -> name.kind() != Kind.URI);
        if (!hasHosts) {
            return names.commonName().equalsIgnoreCase(expected);
        }
        return names.alternatives().stream().anyMatch(name -> isMeantBy(name.kind(), name.name()));
    }

    /** Whether a certificate with this subject alternative name is one for the expected host. */
    public boolean isMeantBy(Kind kind, String name) {
        boolean address = NetUtil.createByteArrayFromIpAddressString(expected) != null;
        return address ? kind == Kind.IP && isSameAddress(name) : kind == Kind.DNS && isCoveredBy(name);
    }

    private boolean isSameAddress(String name) {
        return Kind.IP.spelled(name).equals(Kind.IP.spelled(expected));
    }

    private boolean isCoveredBy(String pattern) {
        String name = expected.toLowerCase(Locale.ROOT);
        String lower = pattern.toLowerCase(Locale.ROOT);
        int label = name.indexOf('.');
        return name.equals(lower)
                || lower.startsWith("*.")
                        && lower.indexOf('.', 2) > 0
                        && label > 0
                        && name.substring(label).equals(lower.substring(1));
    }
}
