package io.dm4j.tls;

import io.dm4j.config.AllowedName.Kind;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The names a leaf certificate bears.
 *
 * @param commonName parsed as an X.500 name: {@code O="a,CN=dm"} has none; empty for none
 * @param alternatives those DNS names, addresses and URIs that are its subject alternative names
 */
record LeafNames(String commonName, List<Alternative> alternatives) {
    static final LeafNames NONE = new LeafNames("", List.of());

    /** The numbers RFC 5280 gives to general names. */
    private static final Map<Integer, Kind> KINDS = Map.of(2, Kind.DNS, 6, Kind.URI, 7, Kind.IP);

    private static final int LONGEST_SHOWN = 128;

    record Alternative(Kind kind, String name) {

        @Override
        public String toString() {
            return printable(kind.spelled(name));
        }
    }

    LeafNames {
        alternatives = List.copyOf(alternatives);
    }

    static LeafNames of(X509Certificate leaf) {
        return new LeafNames(commonName(leaf), alternatives(leaf));
    }

    private static String commonName(X509Certificate leaf) {
        try {
            List<Rdn> fromBroadToNarrow =
                    new LdapName(leaf.getSubjectX500Principal().getName()).getRdns();
            for (int i = fromBroadToNarrow.size() - 1; i >= 0; i--) {
                Attribute name = fromBroadToNarrow.get(i).toAttributes().get("CN");
                if (name != null && name.get() instanceof String text) {
                    return text;
                }
            }
        } catch (NamingException e) {
            // A subject that is no X.500 name by RFC 2253 names nobody.
            return "";
        }
        return "";
    }

    private static List<Alternative> alternatives(X509Certificate leaf) {
        List<Alternative> found = new ArrayList<>();
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (KINDS.containsKey(name.get(0)) && name.get(1) instanceof String text) {
                    found.add(new Alternative(KINDS.get(name.get(0)), text));
                }
            }
        } catch (CertificateParsingException e) {
            // An extension that cannot be read names nobody.
            return List.of();
        }
        return found;
    }

    /** The one name to call the bearer by: the Common Name, else the first alternative, else nothing. */
    String best() {
        return commonName.isEmpty()
                ? alternatives.stream().map(Alternative::toString).findFirst().orElse("")
                : printable(commonName);
    }

    /** A certificate's author chose the name: no line breaks into a log, no end of it either. */
    private static String printable(String name) {
        String visible = name.replaceAll("\\p{Cntrl}", "?");
        return visible.length() <= LONGEST_SHOWN ? visible : visible.substring(0, LONGEST_SHOWN) + "...";
    }

    String alternativesShown() {
        return alternatives.stream().map(Alternative::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String toString() {
        return best().isEmpty() ? "(no name)" : best();
    }
}
