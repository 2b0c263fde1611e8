package io.dm4j.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An answer as the tree of DM's JSON: every field in the order of the contract, defaults too, enums by name, 64-bit
 * numbers as text, an unset message and empty bytes as null, an unset choice left out. Protobuf's own JSON printer leaves
 * unset messages out, so it is not used.
 */
public final class ProtoTree {
    private final Function<FieldDescriptor, String> names;

    private ProtoTree(Function<FieldDescriptor, String> names) {
        this.names = names;
    }

    /** With names in camel case, as dmctl prints them. */
    public static Map<String, Object> of(Message message) {
        return new ProtoTree(FieldDescriptor::getJsonName).tree(message);
    }

    /** With the names of the contract, as DM's HTTP gateway answers. */
    public static Map<String, Object> byContract(Message message) {
        return new ProtoTree(FieldDescriptor::getName).tree(message);
    }

    private Map<String, Object> tree(Message message) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.getRealContainingOneof() == null || message.hasField(field)) {
                tree.put(names.apply(field), value(message, field));
            }
        }
        return tree;
    }

    private Object value(Message message, FieldDescriptor field) {
        if (field.isMapField()) {
            return map((List<?>) message.getField(field));
        }
        if (field.isRepeated()) {
            return ((List<?>) message.getField(field))
                    .stream().map(each -> single(field, each)).toList();
        }
        boolean unset = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !message.hasField(field);
        return unset ? null : single(field, message.getField(field));
    }

    private Map<String, Object> map(List<?> entries) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Object entry : entries) {
            Message pair = (Message) entry;
            FieldDescriptor key = pair.getDescriptorForType().findFieldByNumber(1);
            FieldDescriptor value = pair.getDescriptorForType().findFieldByNumber(2);
            tree.put(String.valueOf(pair.getField(key)), single(value, pair.getField(value)));
        }
        return tree;
    }

    private Object single(FieldDescriptor field, Object value) {
        return switch (field.getType()) {
            case MESSAGE, GROUP -> tree((Message) value);
            case ENUM -> ((EnumValueDescriptor) value).getName();
            case INT64, SINT64, SFIXED64 -> value.toString();
            case UINT64, FIXED64 -> Long.toUnsignedString((Long) value);
            case UINT32, FIXED32 -> Integer.toUnsignedLong((Integer) value);
            case BYTES -> bytes((ByteString) value);
            default -> value;
        };
    }

    private static Object bytes(ByteString value) {
        return value.isEmpty() ? null : Base64.getEncoder().encodeToString(value.toByteArray());
    }
}
