package io.dm4j.tls;

import io.dm4j.error.DmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;

/** The blocks of a PEM text, in its order. Text around the armour, CRLF and white space are let pass (RFC 7468, lax). */
record PemDocument(String name, List<PemBlock> blocks) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    PemDocument {
        blocks = List.copyOf(blocks);
    }

    static PemDocument parse(PemText source) {
        List<PemBlock> blocks = new ArrayList<>();
        Iterator<String> lines =
                withoutMark(source.text()).lines().map(String::strip).iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
                blocks.add(block(source.name(), label(line), lines));
            }
        }
        if (blocks.isEmpty()) {
            throw nothingIn(source);
        }
        return new PemDocument(source.name(), blocks);
    }

    /** Editors of one system put the UTF-8 byte order mark in front, here read as three characters. */
    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    private static String label(String line) {
        return line.substring(BEGIN.length(), Math.max(BEGIN.length(), line.length() - DASHES.length()));
    }

    private static PemBlock block(String name, String label, Iterator<String> lines) {
        StringBuilder base64 = new StringBuilder();
        boolean encrypted = false;
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.equals(END + label + DASHES)) {
                return new PemBlock(label, encrypted, encrypted ? new byte[0] : decode(name, label, base64));
            }
            if (line.startsWith(DASHES)) {
                break;
            }
            if (line.contains(":")) {
                encrypted |= line.startsWith("Proc-Type:") && line.endsWith("ENCRYPTED");
            } else {
                base64.append(line);
            }
        }
        throw TlsError.PEM_MALFORMED.because("%s: truncated PEM: no %s%s%s", name, END, label, DASHES);
    }

    private static byte[] decode(String name, String label, StringBuilder base64) {
        try {
            return Base64.getDecoder().decode(base64.toString());
        } catch (IllegalArgumentException e) {
            // The decoder's own words quote a character of the content, which may be a key's.
            throw TlsError.PEM_MALFORMED.because("%s: the %s block is not base64", name, label);
        }
    }

    private static DmException nothingIn(PemText source) {
        if (source.text().startsWith("\u0030\u0082")) {
            return TlsError.PEM_MALFORMED
                    .because("%s: is DER, not PEM", source.name())
                    .withWorkaround(
                            "Please convert it: openssl x509 -inform der -in file.der -out file.pem (openssl pkey for a key)");
        }
        return TlsError.PEM_MALFORMED.because("%s: holds no PEM block (no line -----BEGIN ...-----)", source.name());
    }
}
