package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.dm4j.api.Dmmaster;
import io.dm4j.api.Dmworker;
import io.dm4j.api.ListMasterMember;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.client.ProtoTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our messages against DM's contract: name by name, number by number, byte by byte, and the JSON that dmctl prints of them. */
class DmContractTest {
    private static final FileDescriptor DM = DmContract.read();
    /** Beyond DM: whom our master asks its worker about, and what a worker is. */
    private static final Map<String, Set<String>> OURS =
            Map.of("QueryStatusRequest", Set.of("source"), "WorkerInfo", Set.of("labels"));

    @ParameterizedTest
    @MethodSource("services")
    void hasTheCallsOfDm(String name) {
        ServiceDescriptor ours = Stream.of(Dmmaster.getDescriptor(), Dmworker.getDescriptor())
                .flatMap(file -> file.getServices().stream())
                .filter(service -> service.getFullName().equals("pb." + name))
                .findFirst()
                .orElseThrow();

        assertThat(calls(ours)).containsExactlyInAnyOrderElementsOf(calls(DM.findServiceByName(name)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void hasTheFieldsOfDm(String name) {
        List<String> fields = fields(ours(name));
        fields.removeIf(field -> OURS.getOrDefault(name, Set.of()).contains(field.split(" ")[1]));

        assertThat(fields).containsExactlyElementsOf(fields(DM.findMessageTypeByName(name)));
    }

    @ParameterizedTest
    @MethodSource("enums")
    void hasTheValuesOfDm(String name) {
        EnumDescriptor ours = Stream.of(Dmmaster.getDescriptor(), Dmworker.getDescriptor())
                .map(file -> file.findEnumTypeByName(name))
                .filter(found -> found != null)
                .findFirst()
                .orElseThrow();

        assertThat(values(ours)).containsExactlyElementsOf(values(DM.findEnumTypeByName(name)));
    }

    /** Written by a client of DM, read by us, and the other way round. */
    @ParameterizedTest
    @MethodSource("messages")
    void readsTheBytesOfDm(String name) throws InvalidProtocolBufferException {
        Message full = full(DM.findMessageTypeByName(name), 3);

        DynamicMessage read = DynamicMessage.parseFrom(ours(name), full.toByteString());

        assertThat(read.getUnknownFields().asMap()).isEmpty();
        assertThat(DynamicMessage.parseFrom(DM.findMessageTypeByName(name), read.toByteString()))
                .isEqualTo(full);
        assertThat(ProtoTree.of(read)).containsAllEntriesOf(ProtoTree.of(full));
    }

    /** Control reference 4.3: defaults are written, an unset message is null, an unset choice is not there. */
    @ParameterizedTest
    @MethodSource("messages")
    void writesTheJsonKeysOfDm(String name) {
        List<String> keys = DM.findMessageTypeByName(name).getFields().stream()
                .filter(field -> field.getContainingOneof() == null)
                .map(FieldDescriptor::getName)
                .toList();

        List<String> ours = new ArrayList<>(
                ProtoTree.of(DynamicMessage.getDefaultInstance(ours(name))).keySet());
        ours.removeAll(OURS.getOrDefault(name, Set.of()));

        assertThat(ours).containsExactlyElementsOf(keys);
    }

    @Test
    void writesValuesAsDmDoes() throws InvalidProtocolBufferException {
        String members = JsonText.oneLine(ProtoTree.of(ListMasterMember.parseFrom(
                full(DM.findMessageTypeByName("ListMasterMember"), 4).toByteString())));
        String status = JsonText.oneLine(ProtoTree.of(QueryStatusListResponse.parseFrom(
                full(DM.findMessageTypeByName("QueryStatusListResponse"), 2).toByteString())));

        assertThat(members)
                .contains("\"memberID\":\"18446744073709551615\"", "\"alive\":true", "\"peerURLs\":[\"text\"]");
        assertThat(status).contains("\"sourceStatus\":{", "\"relayStatus\":null", "\"subTaskStatus\":[{");
    }

    static Stream<String> services() {
        return DM.getServices().stream().map(ServiceDescriptor::getName);
    }

    static Stream<String> messages() {
        return DM.getMessageTypes().stream().map(Descriptor::getName);
    }

    static Stream<String> enums() {
        return DM.getEnumTypes().stream().map(EnumDescriptor::getName);
    }

    private static Descriptor ours(String name) {
        return Stream.of(Dmmaster.getDescriptor(), Dmworker.getDescriptor())
                .map(file -> file.findMessageTypeByName(name))
                .filter(found -> found != null)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> calls(ServiceDescriptor service) {
        return service.getMethods().stream()
                .map(method -> method.getName() + " " + method.getInputType().getFullName() + " "
                        + method.getOutputType().getFullName() + " " + method.isClientStreaming()
                        + method.isServerStreaming())
                .toList();
    }

    private static List<String> fields(Descriptor message) {
        return new ArrayList<>(message.getFields().stream()
                .sorted(java.util.Comparator.comparingInt(FieldDescriptor::getNumber))
                .map(DmContractTest::text)
                .toList());
    }

    private static String text(FieldDescriptor field) {
        String type =
                switch (field.getType()) {
                    case MESSAGE -> field.getMessageType().getFullName();
                    case ENUM -> field.getEnumType().getFullName();
                    default -> field.getType().toString();
                };
        String choice = field.getContainingOneof() == null
                ? ""
                : " of " + field.getContainingOneof().getName();
        return field.getNumber() + " " + field.getName() + " " + (field.isRepeated() ? "[]" : "") + type + choice;
    }

    private static List<String> values(EnumDescriptor type) {
        return type.getValues().stream()
                .map(value -> value.getNumber() + " " + value.getName())
                .toList();
    }

    /** Every field set, the last of each choice, messages to this depth. */
    private static DynamicMessage full(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            if (nested && depth == 0) {
                continue;
            }
            Object value = nested ? full(field.getMessageType(), depth - 1) : scalar(field);
            if (field.isRepeated()) {
                message.addRepeatedField(field, value);
            } else {
                message.setField(field, value);
            }
        }
        return message.build();
    }

    private static Object scalar(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case STRING -> "text";
            case BOOLEAN -> true;
            case BYTE_STRING -> ByteString.copyFromUtf8("bytes");
            case DOUBLE -> 1.5;
            case INT -> 7;
            case LONG -> -1L;
            case ENUM -> field.getEnumType().getValues().get(1);
            default -> throw new IllegalStateException(field.getFullName());
        };
    }
}
