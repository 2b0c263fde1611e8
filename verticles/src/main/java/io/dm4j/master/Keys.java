package io.dm4j.master;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where things are in the store. Names are percent-encoded, so that a slash in one does not make a path. */
final class Keys {
    static final String ALL = "/";
    /** The source file as the operator wrote it. */
    static final String SOURCES = "/source/";

    static final String BOUNDS = "/bound/";
    /** Outlives a binding: whom to prefer, and the last epoch. */
    static final String LAST_BOUNDS = "/last-bound/";

    static final String TASKS = "/task/";
    static final String SUBTASKS = "/subtask/";
    static final String REGISTERED = "/worker/r/";
    /** Under the worker's lease. */
    static final String ALIVE = "/worker/a/";

    static final String CLUSTER_ID = "/cluster-id";

    /** Where each master can be reached. */
    static final String MASTERS = "/master/";

    /** Task templates as their door wrote them. */
    static final String TEMPLATES = "/template/";

    /** What a deployment tool says of the machines; kept as it is. */
    static final String TOPOLOGY = "/topology";

    private Keys() {}

    static String of(String prefix, String name) {
        return prefix + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    static String subtask(String task, String source) {
        return of(of(SUBTASKS, task) + "/", source);
    }

    static String name(String prefix, String key) {
        return URLDecoder.decode(key.substring(prefix.length()), StandardCharsets.UTF_8);
    }
}
