package io.dm4j.dmctl;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;

/** Every place of an answer that says {@code "result": false}, with its own words. */
final class Verdict {
    private final List<String> refusals = new ArrayList<>();
    private int failed;

    private Verdict() {}

    static Verdict of(Message answer) {
        Verdict verdict = new Verdict();
        verdict.walk(answer);
        return verdict;
    }

    boolean isGood() {
        return failed == 0;
    }

    /** One line each, headed by the source it is about. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    private void walk(Message part) {
        FieldDescriptor result = part.getDescriptorForType().findFieldByName("result");
        if (result != null && result.getType() == FieldDescriptor.Type.BOOL && !(Boolean) part.getField(result)) {
            refused(part);
        }
        part.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                (value instanceof List<?> list ? list : List.of(value)).forEach(each -> walk((Message) each));
            }
        });
    }

    private void refused(Message part) {
        failed++;
        String words = text(part, "msg");
        if (!words.isBlank()) {
            String source = source(part);
            refusals.add((source.isEmpty() ? "" : "source " + source + ": ") + words.strip());
        }
    }

    private static String source(Message part) {
        FieldDescriptor status = part.getDescriptorForType().findFieldByName("sourceStatus");
        return status == null ? text(part, "source") : text((Message) part.getField(status), "source");
    }

    private static String text(Message part, String name) {
        FieldDescriptor field = part.getDescriptorForType().findFieldByName(name);
        return field == null ? "" : part.getField(field).toString();
    }
}
