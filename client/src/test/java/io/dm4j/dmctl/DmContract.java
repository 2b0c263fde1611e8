package io.dm4j.dmctl;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.EmptyProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** DM's contract as {@code dm-contract.txt} tells it: what a client of DM has been made of, without anything of ours. */
final class DmContract {
    private static final Map<String, Type> SCALARS = Map.of(
            "string", Type.TYPE_STRING,
            "bool", Type.TYPE_BOOL,
            "bytes", Type.TYPE_BYTES,
            "double", Type.TYPE_DOUBLE,
            "int32", Type.TYPE_INT32,
            "int64", Type.TYPE_INT64,
            "uint64", Type.TYPE_UINT64);

    private final FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
            .setName("dm.proto")
            .setPackage("pb")
            .setSyntax("proto3");
    private final Set<String> enums = new HashSet<>();

    private DmContract() {}

    static FileDescriptor read() {
        DmContract contract = new DmContract();
        List<List<String>> parts = contract.parts();
        parts.stream().filter(part -> part.get(0).startsWith("enum ")).forEach(part -> contract.enumeration(part));
        parts.stream().filter(part -> part.get(0).startsWith("message ")).forEach(part -> contract.message(part));
        parts.stream().filter(part -> part.get(0).startsWith("service ")).forEach(part -> contract.service(part));
        contract.file.addDependency("google/protobuf/empty.proto");
        try {
            return FileDescriptor.buildFrom(contract.file.build(), new FileDescriptor[] {EmptyProto.getDescriptor()});
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<List<String>> parts() {
        try (var stream = DmContract.class.getResourceAsStream("dm-contract.txt")) {
            List<List<String>> parts = new ArrayList<>();
            for (String part : new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n\n")) {
                parts.add(part.lines().toList());
            }
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enumeration(List<String> lines) {
        String name = lines.get(0).split(" ")[1];
        EnumDescriptorProto.Builder type = EnumDescriptorProto.newBuilder().setName(name);
        lines.stream()
                .skip(1)
                .map(line -> line.split(" "))
                .forEach(words -> type.addValue(EnumValueDescriptorProto.newBuilder()
                        .setNumber(Integer.parseInt(words[0]))
                        .setName(words[1])));
        enums.add(name);
        file.addEnumType(type);
    }

    private void message(List<String> lines) {
        DescriptorProto.Builder type =
                DescriptorProto.newBuilder().setName(lines.get(0).split(" ")[1]);
        lines.stream().skip(1).map(line -> line.split(" ")).forEach(words -> type.addField(field(type, words)));
        file.addMessageType(type);
    }

    private FieldDescriptorProto field(DescriptorProto.Builder message, String[] words) {
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder()
                .setNumber(Integer.parseInt(words[0]))
                .setName(words[1]);
        String type = words[2];
        field.setLabel(type.startsWith("[]") || type.startsWith("map<") ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL);
        typed(field, type.startsWith("map<") ? entry(message, words[1], type) : type.replace("[]", ""));
        if (words.length > 3) {
            field.setOneofIndex(choice(message, words[3].replaceAll("[()]", "")));
        }
        return field.build();
    }

    private void typed(FieldDescriptorProto.Builder field, String type) {
        Optional<Type> scalar = Optional.ofNullable(SCALARS.get(type));
        if (scalar.isPresent()) {
            field.setType(scalar.get());
        } else {
            field.setType(enums.contains(type) ? Type.TYPE_ENUM : Type.TYPE_MESSAGE)
                    .setTypeName(".pb." + type);
        }
    }

    /** A map is a list of pairs on the wire. */
    private String entry(DescriptorProto.Builder message, String name, String map) {
        String[] types = map.substring("map<".length(), map.length() - 1).split(",");
        String pair = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Entry";
        DescriptorProto.Builder entry = DescriptorProto.newBuilder()
                .setName(pair)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true));
        FieldDescriptorProto.Builder key =
                FieldDescriptorProto.newBuilder().setName("key").setNumber(1).setLabel(Label.LABEL_OPTIONAL);
        FieldDescriptorProto.Builder value =
                FieldDescriptorProto.newBuilder().setName("value").setNumber(2).setLabel(Label.LABEL_OPTIONAL);
        typed(key, types[0]);
        typed(value, types[1]);
        message.addNestedType(entry.addField(key).addField(value));
        return message.getName() + "." + pair;
    }

    private static int choice(DescriptorProto.Builder message, String name) {
        for (int index = 0; index < message.getOneofDeclCount(); index++) {
            if (message.getOneofDecl(index).getName().equals(name)) {
                return index;
            }
        }
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(name));
        return message.getOneofDeclCount() - 1;
    }

    private void service(List<String> lines) {
        ServiceDescriptorProto.Builder service =
                ServiceDescriptorProto.newBuilder().setName(lines.get(0).split(" ")[1]);
        lines.stream()
                .skip(1)
                .map(line -> line.split(" "))
                .forEach(words -> service.addMethod(MethodDescriptorProto.newBuilder()
                        .setName(words[0])
                        .setInputType(typeName(words[1]))
                        .setOutputType(typeName(words[2]))));
        file.addService(service);
    }

    private static String typeName(String word) {
        return word.contains(".") ? "." + word : ".pb." + word;
    }
}
