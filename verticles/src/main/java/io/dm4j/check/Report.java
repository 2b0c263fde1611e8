package io.dm4j.check;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all checks of a task say, in the words that DM's dmctl looks for.
 *
 * @param checks how many were made
 * @param notes what the reader of the task file has to tell
 */
public record Report(int checks, List<Finding> findings, List<String> notes) {
    static final String PASSED = "pre-check is passed. ";
    private static final String HEADER = "fail to check synchronization configuration with type: ";

    public Report {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    public boolean hasFailures() {
        return failures().findAny().isPresent();
    }

    /** At most so many failures and warnings are shown. */
    public String text(long mostFailures, long mostWarnings) {
        StringBuilder text = new StringBuilder(PASSED);
        if (!findings.isEmpty()) {
            text.setLength(0);
            text.append(HEADER)
                    .append(hasFailures() ? "some errors or warnings" : "no errors but some warnings")
                    .append("\n detail: ")
                    .append(detail(mostFailures, mostWarnings).encodePrettily());
        }
        notes.forEach(note -> text.append('\n').append(note));
        return text.toString();
    }

    private Stream<Finding> failures() {
        return findings.stream().filter(f -> f.severity() == Finding.Severity.FAIL);
    }

    private Stream<Finding> warnings() {
        return findings.stream().filter(f -> f.severity() == Finding.Severity.WARN);
    }

    private JsonObject detail(long mostFailures, long mostWarnings) {
        JsonArray results = new JsonArray();
        Stream.concat(failures().limit(mostFailures), warnings().limit(mostWarnings))
                .forEach(f -> results.add(result(results.size(), f)));
        return new JsonObject().put("results", results).put("summary", summary());
    }

    private static JsonObject result(int id, Finding finding) {
        return new JsonObject()
                .put("id", id)
                .put("name", finding.item())
                .put("desc", finding.message())
                .put("state", finding.severity().toString())
                .put(
                        "errors",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("severity", finding.severity().toString())
                                        .put("short_error", finding.message())))
                .put("instruction", finding.instruction())
                .put("extra", finding.where());
    }

    private JsonObject summary() {
        long failed = failures().count();
        long warned = warnings().count();
        return new JsonObject()
                .put("passed", failed == 0)
                .put("total", checks)
                .put("successful", Math.max(0, checks - failed - warned))
                .put("failed", failed)
                .put("warning", warned);
    }
}
