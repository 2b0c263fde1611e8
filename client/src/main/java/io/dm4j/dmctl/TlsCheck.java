package io.dm4j.dmctl;

import io.dm4j.config.Address;
import io.dm4j.doctor.Examination;
import io.dm4j.doctor.Finding;
import io.dm4j.doctor.Finding.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says whether a file's TLS will work here. */
@Command(
        name = "check",
        description = {
            "Reads a configuration file and says whether its TLS files will work on this machine. Asks no master.",
            "The file is one of dm-master, dm-worker, dmctl, a source or a task (--config); with a second --config it says whether",
            "both sides let each other in.",
            "Exit code 0: all is well; 1: a warning; 2: an error."
        })
final class TlsCheck implements Callable<Integer> {
    @ParentCommand
    private Tls tls;

    @Option(
            names = "--peer",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "try a handshake with this node (comma list, repeatable)")
    private List<String> peers = List.of();

    @Override
    public Integer call() {
        List<Path> files = tls.dmctl().configFiles();
        if (files.isEmpty() || files.size() > 2) {
            throw DmctlError.usage(
                    "tls check: " + files.size() + " files are named",
                    "Name the file to check with --config, and that of the other side with a second --config");
        }
        List<Address> addresses = peers.stream().map(TlsCheck::address).toList();
        Optional<Path> other = files.stream().skip(1).findFirst();
        return show(tls.dmctl().printer(), new Examination().of(files.get(0), other, addresses));
    }

    private static Address address(String text) {
        return Address.parse(text)
                .orElseThrow(() -> DmctlError.usage("--peer: '" + text + "' is no address", "Write HOST:PORT"));
    }

    private static int show(Printer printer, List<Finding> findings) {
        Level worst =
                findings.stream().map(Finding::level).max(Level::compareTo).orElse(Level.OK);
        if (printer.isForPrograms()) {
            printer.tree(tree(worst, findings));
        } else {
            Table table = Table.of("STATE", "WHAT", "FOUND");
            findings.forEach(each -> table.row(state(each.level()), Cell.of(each.what()), Cell.of(sentence(each))));
            printer.table(table);
        }
        return worst.ordinal();
    }

    private static Cell state(Level level) {
        return switch (level) {
            case OK -> new Cell("ok", Ink.GOOD);
            case WARNING -> new Cell("warning", Ink.WARN);
            case ERROR -> new Cell("error", Ink.BAD);
        };
    }

    private static String sentence(Finding finding) {
        return finding.fix().isEmpty() ? finding.found() : finding.found() + ". " + finding.fix();
    }

    private static Map<String, Object> tree(Level worst, List<Finding> findings) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("result", worst != Level.ERROR);
        tree.put("msg", "");
        tree.put("state", state(worst).text());
        tree.put("findings", findings.stream().map(TlsCheck::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Finding finding) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("state", state(finding.level()).text());
        tree.put("what", finding.what());
        tree.put("found", finding.found());
        tree.put("fix", finding.fix());
        return tree;
    }
}
