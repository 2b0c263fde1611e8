package io.dm4j.endpoint;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.StringMapMessage;

/**
 * Who changed what: one line for each call that changes something or was refused to, by the logger {@code audit}. Names of
 * things and coded refusals only; what an operator's file says is not in it.
 */
public final class AuditLog {
    /** The logger's name. */
    public static final String NAME = "audit";

    private static final Logger LOG = LogManager.getLogger(NAME);
    private static final int LONGEST_RESULT = 400;

    private AuditLog() {}

    /**
     * Makes a call that changes something, and writes what came of it. To be called on the context of the request.
     *
     * @param object what it was about, told from the answer; the answer has no secrets
     */
    public static <M extends Message> Future<M> changing(
            String verb, Function<M, String> object, Supplier<Future<M>> use) {
        CallOrigin by = CallOrigin.current();
        return use.get()
                .onSuccess(answer -> write(by, verb, object.apply(answer), result(answer)))
                .onFailure(e -> write(by, verb, "", "failed: " + e.getMessage()));
    }

    /** As the other, of a call that fails if it was refused. */
    public static <T> Future<T> changing(CallOrigin by, String verb, String object, Supplier<Future<T>> use) {
        return use.get()
                .onSuccess(done -> write(by, verb, object, "ok"))
                .onFailure(e -> write(by, verb, object, "failed: " + e.getMessage()));
    }

    static void refused(CallOrigin by, String verb, String why) {
        write(by, verb, "", "refused: " + why);
    }

    private static void write(CallOrigin by, String verb, String object, String result) {
        StringMapMessage line = new StringMapMessage()
                .with("message", "audit")
                .with("caller", by.name())
                .with("address", by.address())
                .with("verb", verb)
                .with("object", object)
                .with("result", result.length() > LONGEST_RESULT ? result.substring(0, LONGEST_RESULT) : result);
        LOG.info(by.by().isEmpty() ? line : line.with("by", by.by()));
    }

    private static String result(Message answer) {
        List<String> failures = new ArrayList<>();
        collect(answer, failures);
        return failures.isEmpty() ? "ok" : "failed: " + String.join("; ", failures);
    }

    /** DM's answers have {@code result} and {@code msg}, and so has each of their {@code sources}. */
    private static void collect(Message answer, List<String> failures) {
        FieldDescriptor result = answer.getDescriptorForType().findFieldByName("result");
        FieldDescriptor words = answer.getDescriptorForType().findFieldByName("msg");
        FieldDescriptor sources = answer.getDescriptorForType().findFieldByName("sources");
        if (result != null && words != null && !(boolean) answer.getField(result)) {
            failures.add(String.valueOf(answer.getField(words)));
        }
        if (sources != null) {
            ((List<?>) answer.getField(sources)).forEach(source -> collect((Message) source, failures));
        }
    }
}
