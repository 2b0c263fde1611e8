package io.dm4j.dmctl;

import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.error.DmException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The names of the cluster's sources and tasks, as of a moment ago; none if it does not tell them at once. */
final class ClusterNames {
    private static final long PATIENCE_SECONDS = 2;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Supplier<QueryStatusListResponse> question;
    private QueryStatusListResponse last = QueryStatusListResponse.getDefaultInstance();
    private long asked = System.nanoTime() - FRESH_NANOS - 1;

    private ClusterNames(Supplier<QueryStatusListResponse> question) {
        this.question = question;
    }

    static ClusterNames of(Dmctl dmctl) {
        return new ClusterNames(
                () -> dmctl.ask(masters -> masters.queryStatus(QueryStatusListRequest.getDefaultInstance())
                        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)));
    }

    List<String> sources() {
        return status().getSourcesList().stream()
                .map(each -> each.getSourceStatus().getSource())
                .distinct()
                .sorted()
                .toList();
    }

    List<String> tasks() {
        return status().getSourcesList().stream()
                .flatMap(each -> each.getSubTaskStatusList().stream())
                .map(SubTaskStatus::getName)
                .distinct()
                .sorted()
                .toList();
    }

    private QueryStatusListResponse status() {
        if (System.nanoTime() - asked > FRESH_NANOS) {
            try {
                last = question.get();
            } catch (DmException noAnswer) {
                last = QueryStatusListResponse.getDefaultInstance();
            }
            asked = System.nanoTime();
        }
        return last;
    }
}
