package io.dm4j.tls;

import io.dm4j.config.TlsLimits;
import io.dm4j.config.TlsVersion;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** Checks the names of {@code tls-cipher-suites}: known, not broken, and of use from the floor up. */
final class CipherSuites {
    private static final Pattern BROKEN = Pattern.compile("_(NULL|anon|EXPORT|DES|DES40|RC4|3DES)_|_MD5$");

    private CipherSuites() {}

    static void check(TlsLimits limits) {
        List<String> suites = limits.cipherSuites();
        Set<String> known = suites.isEmpty() ? Set.of() : knownHere();
        for (String suite : suites) {
            boolean broken = BROKEN.matcher(suite).find();
            if (broken || !known.contains(suite)) {
                throw TlsError.SUITE_UNUSABLE.because(
                        "tls-cipher-suites: %s is %s", suite, broken ? "broken" : "not known here");
            }
        }
        if (!suites.isEmpty()
                && limits.floor() == TlsVersion.V1_3
                && suites.stream().noneMatch(CipherSuites::isOf13)) {
            throw TlsError.SUITE_UNUSABLE.because("tls-cipher-suites: none of %s is one of TLS 1.3", suites);
        }
    }

    /** Those of TLS 1.3 say nothing of the key exchange. */
    private static boolean isOf13(String suite) {
        return !suite.contains("_WITH_");
    }

    private static Set<String> knownHere() {
        try {
            String[] suites =
                    SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites();
            return Arrays.stream(suites).collect(Collectors.toSet());
        } catch (GeneralSecurityException e) {
            throw TlsError.ENGINE_FAILED.because(e, "this Java cannot make a TLS context");
        }
    }
}
