package io.dm4j.verticles;

import io.dm4j.error.DmException;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;
import org.apache.logging.log4j.message.StringMapMessage;

/** One log line in DM's text form, or the same as JSON; a message with fields has them behind its text. A coded failure has no stack trace, a defect has. */
final class DmLayout extends AbstractStringLayout {
    /** The entry of a message with fields that is its text. */
    private static final String MESSAGE = "message";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSS xxx").withZone(ZoneId.systemDefault());

    private final boolean json;

    private DmLayout(boolean json) {
        super(StandardCharsets.UTF_8);
        this.json = json;
    }

    static DmLayout text() {
        return new DmLayout(false);
    }

    static DmLayout json() {
        return new DmLayout(true);
    }

    @Override
    public String toSerializable(LogEvent event) {
        return json ? jsonLine(event) : textLine(event);
    }

    private static String textLine(LogEvent event) {
        StringBuilder line = new StringBuilder(160)
                .append('[')
                .append(time(event))
                .append("] [")
                .append(event.getLevel())
                .append("] [")
                .append(caller(event))
                .append("] [")
                .append(quoted(message(event)))
                .append(']');
        fields(event).forEach((key, value) -> line.append(" [")
                .append(key)
                .append('=')
                .append(quoted(value))
                .append(']'));
        return line.append('\n').toString();
    }

    private static String jsonLine(LogEvent event) {
        JsonObject line = new JsonObject()
                .put("level", event.getLevel().toString())
                .put("time", time(event))
                .put("caller", caller(event))
                .put("message", message(event));
        fields(event).forEach(line::put);
        return line.encode() + "\n";
    }

    private static String message(LogEvent event) {
        return event.getMessage() instanceof StringMapMessage map
                ? map.get(MESSAGE)
                : event.getMessage().getFormattedMessage();
    }

    private static Map<String, String> fields(LogEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (event.getMessage() instanceof StringMapMessage map) {
            map.forEach((String key, Object value) -> fields.put(key, String.valueOf(value)));
            fields.remove(MESSAGE);
        }
        Throwable thrown = event.getThrown();
        if (thrown != null) {
            fields.put("error", String.valueOf(thrown.getMessage()));
        }
        if (thrown != null && !(thrown instanceof DmException)) {
            fields.put("errorVerbose", stack(thrown));
        }
        return fields;
    }

    private static String time(LogEvent event) {
        return TIME.format(Instant.ofEpochMilli(event.getTimeMillis()));
    }

    private static String caller(LogEvent event) {
        StackTraceElement at = event.getSource();
        return at == null ? event.getLoggerName() : at.getFileName() + ":" + at.getLineNumber();
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** DM quotes what has a blank, a bracket, an equals sign or a quote in it, by the rules of JSON. */
    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c <= ' ' || "\\\"[]=".indexOf(c) >= 0);
        return plain
                ? text
                : new JsonObject().put("", text).encode().substring(4).replaceFirst("}$", "");
    }
}
