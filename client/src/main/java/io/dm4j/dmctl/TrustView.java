package io.dm4j.dmctl;

import io.dm4j.api.trust.Callers;
import io.dm4j.api.trust.Certificate;
import io.dm4j.api.trust.ConfigFile;
import io.dm4j.api.trust.FileSet;
import io.dm4j.api.trust.Link;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.TrustStatusResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What TLS stands on, for people: sets of files, connections made, callers, and then what is wrong. */
final class TrustView {
    private static final long SOON = 30;
    private static final long VERY_SOON = 7;

    private final Printer printer;
    private final InstantSource clock;

    TrustView(Printer printer, InstantSource clock) {
        this.printer = printer;
        this.clock = clock;
    }

    void print(TrustStatusResponse answer) {
        Table sets = Table.of(
                "NODE", "USE", "SUBJECT", "ISSUER", "NOT AFTER", "DAYS", "GENERATION", "SINCE", "STATE", "NAMES");
        Table links = Table.of("NODE", "USE", "CONNECTED TO", "SUBJECT", "NOT AFTER", "DAYS", "GENERATION", "SINCE");
        Table callers = Table.of("NODE", "USE", "CALLER", "STATE", "COUNT", "WHY");
        for (NodeTrust node : answer.getNodesList()) {
            node.getSetsList().forEach(set -> set(sets, name(node), set));
            node.getLinksList().forEach(link -> link(links, name(node), link));
            node.getCallersList().forEach(port -> callers(callers, name(node), port));
        }
        part(sets);
        part(links);
        part(callers);
        answer.getNodesList().forEach(this::troubles);
        if (!answer.getMsg().isEmpty()) {
            printer.line(Ink.BAD, answer.getMsg());
        }
    }

    private void part(Table table) {
        if (!table.isEmpty()) {
            printer.table(table);
            printer.line("");
        }
    }

    private static String name(NodeTrust node) {
        return node.getNode().getName();
    }

    private void set(Table table, String node, FileSet set) {
        Certificate own = set.getCertificate();
        table.row(
                Cell.of(node),
                Cell.of(set.getUse()),
                Cell.orDash(own.getSubject()),
                Cell.orDash(own.getIssuer()),
                notAfter(own),
                days(own),
                Cell.of(Long.toUnsignedString(set.getGeneration())),
                time(set.getLoadedAtMs()),
                set.hasTrouble() ? new Cell("trouble", Ink.BAD) : new Cell("ok", Ink.GOOD),
                Cell.orDash(String.join(" ", own.getSansList())));
    }

    private void link(Table table, String node, Link link) {
        table.row(
                Cell.of(node),
                Cell.of(link.getUse()),
                Cell.of(link.getPeer()),
                Cell.orDash(link.getCertificate().getSubject()),
                notAfter(link.getCertificate()),
                days(link.getCertificate()),
                Cell.of(Long.toUnsignedString(link.getGeneration())),
                time(link.getSinceMs()));
    }

    private static void callers(Table table, String node, Callers port) {
        port.getConnectedList()
                .forEach(each -> table.row(
                        Cell.of(node),
                        Cell.of(port.getUse()),
                        Cell.orDash(each.getName()),
                        new Cell("connected", Ink.GOOD),
                        Cell.of(Integer.toUnsignedString(each.getConnections())),
                        Cell.of("generation " + Long.toUnsignedString(each.getGeneration()))));
        port.getRefusedList()
                .forEach(each -> table.row(
                        Cell.of(node),
                        Cell.of(port.getUse()),
                        Cell.orDash(each.getName()),
                        new Cell("refused", Ink.BAD),
                        Cell.of(Long.toUnsignedString(each.getCount())),
                        Cell.of(each.getReason())));
    }

    private static Cell notAfter(Certificate certificate) {
        return time(certificate.getNotAfterMs());
    }

    private static Cell time(long millis) {
        return millis == 0
                ? Cell.orDash("")
                : Cell.of(Instant.ofEpochMilli(millis)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
    }

    private Cell days(Certificate certificate) {
        if (certificate.getNotAfterMs() == 0) {
            return Cell.orDash("");
        }
        long days = Duration.between(clock.instant(), Instant.ofEpochMilli(certificate.getNotAfterMs()))
                .toDays();
        return new Cell(String.valueOf(days), days <= VERY_SOON ? Ink.BAD : days <= SOON ? Ink.WARN : Ink.PLAIN);
    }

    private void troubles(NodeTrust node) {
        String name = name(node);
        if (!node.getError().isEmpty()) {
            printer.line(Ink.BAD, name + " did not answer: " + node.getError());
            return;
        }
        if (!node.getTls()) {
            printer.line(Ink.WARN, name + ": its port speaks plain text");
        }
        for (FileSet set : node.getSetsList()) {
            String place = name + " (" + set.getUse() + "): ";
            if (set.hasTrouble()) {
                printer.line(Ink.BAD, place + set.getTrouble().getMessage());
            }
            set.getWarningsList().forEach(warning -> printer.line(Ink.WARN, place + warning));
        }
        if (node.hasConfig()) {
            config(name, node.getConfig());
        }
    }

    private void config(String name, ConfigFile file) {
        if (file.hasTrouble()) {
            printer.line(
                    Ink.BAD,
                    name + " (" + file.getPath() + "): " + file.getTrouble().getMessage());
        }
        if (file.getNeedsRestartCount() > 0) {
            printer.line(
                    Ink.WARN,
                    name + " (" + file.getPath() + "): needs a restart: "
                            + String.join(", ", file.getNeedsRestartList()));
        }
    }
}
