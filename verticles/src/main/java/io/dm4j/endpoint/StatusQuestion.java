package io.dm4j.endpoint;

import io.dm4j.api.QueryStatusRequest;

/**
 * What a master asks a worker: one source's subtasks, or one of them. DM's request has a task name only, as its workers have one source;
 * ours may have many, so the source stands behind it on a line of its own.
 *
 * @param task empty = all
 * @param source empty = all
 */
public record StatusQuestion(String task, String source) {
    private static final char LINE = '\n';

    public static StatusQuestion of(QueryStatusRequest request) {
        String name = request.getName();
        int line = name.indexOf(LINE);
        return line < 0
                ? new StatusQuestion(name, "")
                : new StatusQuestion(name.substring(0, line), name.substring(line + 1));
    }

    public QueryStatusRequest request() {
        return QueryStatusRequest.newBuilder().setName(task + LINE + source).build();
    }
}
