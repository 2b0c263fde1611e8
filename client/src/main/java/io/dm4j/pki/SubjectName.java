package io.dm4j.pki;

import java.net.URI;
import java.net.URISyntaxException;
import org.bouncycastle.util.IPAddress;

/** A subject alternative name: where a server is reached, or who a service is. */
public record SubjectName(Kind kind, String value) {
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final String DNS_NAME = "(?:\\*\\.)?" + LABEL + "(?:\\." + LABEL + ")*";

    /** What the name is, by X.509. */
    public enum Kind {
        DNS,
        IP,
        URI
    }

    /** A DNS name, with {@code *.} before it or not, or an IP address, as people write them. */
    public static SubjectName host(String text) {
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (IPAddress.isValidIPv4(host) || IPAddress.isValidIPv6(host)) {
            return new SubjectName(Kind.IP, host);
        }
        if (!host.matches(DNS_NAME) || host.matches("[0-9.]+")) {
            throw PkiError.NAME_WRONG.because("'%s' is neither a DNS name nor an IP address", text);
        }
        return new SubjectName(Kind.DNS, host);
    }

    /** A URI with its scheme, such as {@code spiffe://prod/dm-master}. */
    public static SubjectName uri(String text) {
        try {
            if (!new URI(text).isAbsolute()) {
                throw PkiError.NAME_WRONG.because("'%s' has no scheme", text);
            }
            return new SubjectName(Kind.URI, text);
        } catch (URISyntaxException e) {
            throw PkiError.NAME_WRONG.because(e, "'%s' is no URI", text);
        }
    }

    @Override
    public String toString() {
        return kind + ":" + value;
    }
}
