package io.dm4j.dmctl;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the CA made: the certificate, the files, and the command that comes next. */
final class CertReport {
    private static final int LONGEST_DAYS = 36_500;

    private final X509Certificate certificate;
    private final List<Written> files = new ArrayList<>();
    private String next = "";

    private record Written(Path file, boolean changed, String purpose) {}

    private CertReport(X509Certificate certificate) {
        this.certificate = certificate;
    }

    static CertReport of(X509Certificate certificate) {
        return new CertReport(certificate);
    }

    static Duration lifetime(int days) {
        if (days < 1 || days > LONGEST_DAYS) {
            throw DmctlError.usage("--days is " + days, "Give 1 to " + LONGEST_DAYS);
        }
        return Duration.ofDays(days);
    }

    CertReport wrote(Path file, String purpose) {
        return found(file, true, purpose);
    }

    /** A file that may have been right already. */
    CertReport found(Path file, boolean changed, String purpose) {
        files.add(new Written(file, changed, purpose));
        return this;
    }

    CertReport next(String command) {
        next = command;
        return this;
    }

    int show(Printer printer) {
        if (printer.isForPrograms()) {
            printer.tree(tree());
        } else {
            printer.line(subject() + ", valid until " + notAfter());
            Table table = Table.of("FILE", "", "FOR");
            files.forEach(each -> table.row(
                    Cell.of(each.file().toString()),
                    each.changed() ? new Cell("written", Ink.GOOD) : new Cell("as it was", Ink.FAINT),
                    Cell.of(each.purpose())));
            printer.table(table);
            printer.line("Next: " + next);
        }
        return ExitCode.DONE.number();
    }

    private Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("result", true);
        tree.put("msg", "");
        tree.put("subject", subject());
        tree.put("serial", certificate.getSerialNumber().toString(16));
        tree.put("notAfter", notAfter());
        tree.put("files", files.stream().map(CertReport::tree).toList());
        tree.put("next", next);
        return tree;
    }

    private static Map<String, Object> tree(Written each) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", each.file().toString());
        tree.put("changed", each.changed());
        tree.put("for", each.purpose());
        return tree;
    }

    private String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    private String notAfter() {
        return certificate.getNotAfter().toInstant().toString();
    }
}
