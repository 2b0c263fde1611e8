package io.dm4j.config;

import io.dm4j.config.Node.Listing;
import io.dm4j.config.Node.Scalar;
import io.dm4j.config.Node.Style;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the security keys, and refuses combinations that would be less than they look; the table is in the README. */
final class SecurityBlock {

    /** Where a block stands: what it must be good for. */
    enum Use {
        /** A process that listens and calls: needs all three. */
        NODE,
        /** dmctl: calls only. */
        CALLER,
        /** {@code from} and {@code target-database}: calls only, and knows {@code ssl-mode}. */
        DATABASE
    }

    private static final List<String> MATERIAL = List.of(
            "ssl-ca",
            "ssl-cert",
            "ssl-key",
            "ssl-crl",
            "ssl-ca-base64",
            "ssl-cert-base64",
            "ssl-key-base64",
            "ssl-crl-base64",
            "ssl-server-fingerprint");

    private final Section section;
    private final Use use;

    SecurityBlock(Section section, Use use) {
        this.section = section;
        this.use = use;
    }

    /** Does not finish the section: in component files these keys stand among others. */
    SecurityConfig read() {
        SecurityConfig security = SecurityConfig.of(pem("ssl-ca"), pem("ssl-cert"), pem("ssl-key"))
                .withCrl(pem("ssl-crl"))
                .withAllowed(allowed())
                .withPassphrase(passphrase())
                .withLimits(new LimitsBlock(section, use == Use.DATABASE).read())
                .withServer(new ServerBlock(section, use).read());
        if (security.wantsTls()) {
            checkMaterial(security);
            explain(security);
        } else {
            checkNothingHangsInTheAir(security);
        }
        return security;
    }

    private PemInput pem(String key) {
        String path = section.text(key);
        Secret encoded = base64(key + "-base64");
        Secret bytes = bytes(key + "-bytes");
        return new PemInput(path, bytes.isEmpty() ? encoded : bytes);
    }

    private Secret base64(String key) {
        Secret encoded = section.secret(key);
        try {
            String bare = encoded.reveal().replaceAll("\\s", "");
            return pemText(key, Base64.getDecoder().decode(bare));
        } catch (IllegalArgumentException e) {
            section.problem(key, "is not base64");
            return Secret.NONE;
        }
    }

    private Secret bytes(String key) {
        Optional<Node> node = section.node(key);
        if (node.isEmpty() || node.get().isEmpty()) {
            return Secret.NONE;
        }
        if (node.get() instanceof Listing list) {
            return octets(list)
                    .map(octets -> pemText(key, octets))
                    .orElseGet(() -> refuse(key, "expected numbers from 0 to 255"));
        }
        return pemText(key, section.secret(key).reveal().getBytes(StandardCharsets.UTF_8));
    }

    private Secret refuse(String key, String why) {
        section.problem(key, why);
        return Secret.NONE;
    }

    private static Optional<byte[]> octets(Listing list) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (Node item : list.items()) {
            if (!(item instanceof Scalar number)
                    || !number.is(Style.INTEGER)
                    || !number.text().matches("\\d{1,3}")
                    || Integer.parseInt(number.text()) > 255) {
                return Optional.empty();
            }
            octets.write(Integer.parseInt(number.text()));
        }
        return Optional.of(octets.toByteArray());
    }

    private Secret pemText(String key, byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        if (!text.isEmpty() && !text.contains("-----BEGIN ")) {
            return refuse(key, "is not PEM: there is no line with -----BEGIN");
        }
        return Secret.of(text);
    }

    private AllowedCallers allowed() {
        AllowedBlock lists = new AllowedBlock(section, use == Use.NODE);
        List<AllowedName> names = new ArrayList<>();
        names.addAll(lists.read("cert-allowed-cn", AllowedName::commonName));
        names.addAll(lists.read("cert-allowed-san", AllowedName::alternative));
        return new AllowedCallers(names);
    }

    private PassphraseSource passphrase() {
        PassphraseSource source =
                new PassphraseSource(section.text("ssl-key-passphrase-file"), section.text("ssl-key-passphrase-env"));
        if (!source.file().isEmpty() && !source.variable().isEmpty()) {
            refuseCombination("ssl-key-passphrase-env", "and ssl-key-passphrase-file name two passphrases for one key");
        }
        return source;
    }

    private void checkMaterial(SecurityConfig security) {
        boolean cert = !security.cert().isAbsent();
        boolean key = !security.key().isAbsent();
        boolean pinned = !security.server().fingerprints().isEmpty();
        if (security.ca().isAbsent() && (!pinned || !security.crl().isAbsent())) {
            missing("ssl-ca", "is missing: without it the other side could not be verified");
        }
        if (!key && !security.passphrase().isAbsent()) {
            missing("ssl-key", "is missing: there is a passphrase for it");
        }
        if (key && !cert) {
            missing("ssl-cert", "is missing: a key without its certificate is of no use");
        }
        if (cert && !key && security.passphrase().isAbsent()) {
            missing("ssl-key", "is missing: a certificate cannot be used without its key");
        }
        if (use == Use.NODE && !cert && !key) {
            missing("ssl-cert", "and ssl-key are missing: a port needs a certificate of its own to speak TLS");
        }
    }

    /** Shown where the keys stand that want the missing one. */
    private void missing(String key, String message) {
        String beside = MATERIAL.stream().filter(section::has).findFirst().orElse(key);
        section.missing(ConfigError.SECURITY_WRONG, key, beside, message);
    }

    private void explain(SecurityConfig security) {
        if (use == Use.NODE && security.allowed().isEverybody()) {
            section.note("cert-allowed-cn", "is empty: whoever holds a certificate of the CA may call");
        }
        security.limits().weakness().ifPresent(weakness -> section.note("tls-min-version", weakness));
        if (security.server().mode() == SslMode.VERIFY_CA) {
            section.note("ssl-mode", "is verify-ca: the server's host name is not checked");
        }
    }

    /** A list or mode without material would look like protection on a connection in plain text. */
    private void checkNothingHangsInTheAir(SecurityConfig security) {
        if (!security.allowed().isEverybody()) {
            String list = section.has("cert-allowed-cn") ? "cert-allowed-cn" : "cert-allowed-san";
            refuseCombination(list, "protects nothing without ssl-ca, ssl-cert and ssl-key");
        }
        Stream.of("ssl-mode", "ssl-server-name", "tls-min-version", "ssl-key-passphrase-file", "ssl-key-passphrase-env")
                .filter(section::has)
                .forEach(key ->
                        refuseCombination(key, "asks for TLS, but there is no ssl-ca to verify the other side with"));
        if (!security.limits().cipherSuites().isEmpty()) {
            refuseCombination(
                    "tls-cipher-suites", "asks for TLS, but there is no ssl-ca to verify the other side with");
        }
    }

    private void refuseCombination(String key, String message) {
        section.problem(ConfigError.SECURITY_WRONG, key, message);
    }
}
