package io.dm4j.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The Common Name of a leaf certificate, parsed as an X.500 name: {@code O="a,CN=dm"} has none.
 *
 * @param value empty for a certificate without one
 */
record CallerName(String value) {
    static final CallerName NOBODY = new CallerName("");

    static CallerName of(X509Certificate leaf) {
        try {
            List<Rdn> fromBroadToNarrow =
                    new LdapName(leaf.getSubjectX500Principal().getName()).getRdns();
            for (int i = fromBroadToNarrow.size() - 1; i >= 0; i--) {
                Attribute name = fromBroadToNarrow.get(i).toAttributes().get("CN");
                if (name != null && name.get() instanceof String text) {
                    return new CallerName(text);
                }
            }
        } catch (NamingException e) {
            // A subject that is no X.500 name by RFC 2253 names nobody.
            return NOBODY;
        }
        return NOBODY;
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "(no Common Name)" : value;
    }
}
