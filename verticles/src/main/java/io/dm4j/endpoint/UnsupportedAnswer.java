package io.dm4j.endpoint;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.dm4j.config.ConfigError;
import io.dm4j.error.DmException;
import io.vertx.core.Future;

/** The answer of a call that does not exist yet: no result, and the coded reason. */
public final class UnsupportedAnswer {
    private UnsupportedAnswer() {}

    /** Every answer of these services has a flag for success ({@code result}, once {@code success}) and a {@code msg}. */
    public static <M extends Message> Future<M> to(String call, M.Builder answer) {
        FieldDescriptor msg = answer.getDescriptorForType().findFieldByName("msg");
        String line = new DmException(ConfigError.NOT_SUPPORTED, call + " is not supported yet")
                .withWorkaround("")
                .getMessage();
        @SuppressWarnings("unchecked")
        M built = (M) answer.setField(msg, line).build();
        return Future.succeededFuture(built);
    }
}
