package io.dm4j.dmctl;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The master's check text for people: what was found, one paragraph each, instead of the JSON within. */
final class CheckReport {
    private static final String DETAIL = "detail: ";

    private final Printer printer;

    private CheckReport(Printer printer) {
        this.printer = printer;
    }

    static void print(Printer printer, String text) {
        int begin = text.indexOf('{', Math.max(0, text.indexOf(DETAIL)));
        if (!text.contains(DETAIL) || begin < 0 || !new CheckReport(printer).detailed(text, begin)) {
            printer.line(text.strip());
        }
    }

    /** What follows the JSON may hold braces, too, so the longest text that is JSON is taken. */
    private boolean detailed(String text, int begin) {
        for (int end = text.lastIndexOf('}'); end > begin; end = text.lastIndexOf('}', end - 1)) {
            try {
                JsonObject detail = new JsonObject(text.substring(begin, end + 1));
                printer.line(text.substring(0, text.indexOf(DETAIL)).strip());
                findings(detail);
                tail(text.substring(end + 1));
                return true;
            } catch (DecodeException notYetJson) {
                continue;
            }
        }
        return false;
    }

    private void tail(String text) {
        if (!text.isBlank()) {
            printer.line(text.strip());
        }
    }

    private void findings(JsonObject detail) {
        JsonArray results = detail.getJsonArray("results", new JsonArray());
        results.stream().map(JsonObject.class::cast).forEach(this::finding);
        JsonObject summary = detail.getJsonObject("summary", new JsonObject());
        printer.line("");
        printer.line("%d checks: %d passed, %d failed, %d with a warning"
                .formatted(
                        summary.getLong("total", 0L),
                        summary.getLong("successful", 0L),
                        summary.getLong("failed", 0L),
                        summary.getLong("warning", 0L)));
    }

    private void finding(JsonObject result) {
        String state = result.getString("state", "");
        printer.line("");
        printer.line(
                ink(state), "[" + state + "] " + result.getString("name", "") + ": " + result.getString("desc", ""));
        for (Object each : result.getJsonArray("errors", new JsonArray())) {
            indented("", words((JsonObject) each, result.getString("desc", "")));
        }
        indented("where: ", result.getString("extra", ""));
        indented("do: ", result.getString("instruction", ""));
    }

    /** Empty if the heading says it already. */
    private static String words(JsonObject error, String heading) {
        String own = error.getString("self", "");
        String other = error.getString("other", "");
        String where = own.isEmpty() && other.isEmpty() ? "" : " (" + (own + " " + other).strip() + ")";
        String words = error.getString("short_error", "") + where;
        return words.equals(heading) ? "" : words;
    }

    private void indented(String head, String text) {
        if (!text.isBlank()) {
            printer.line("    " + head + text.strip());
        }
    }

    private static Ink ink(String state) {
        return switch (state) {
            case "fail" -> Ink.BAD;
            case "warn" -> Ink.WARN;
            default -> Ink.GOOD;
        };
    }
}
