package io.dm4j.endpoint;

import io.dm4j.client.Build;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** The pages for people, probes and Prometheus: {@code /status}, {@code /health} and {@code /metrics}. */
public record StatusPages(NodeMetrics metrics, Supplier<Readiness> readiness) {

    void mount(Router router) {
        router.get("/status").handler(this::status);
        router.get("/health").handler(this::health);
        router.get("/metrics").handler(this::scrape);
    }

    private void status(RoutingContext context) {
        answer(context, "text/plain; charset=utf-8", Build.ours().text());
    }

    /** 503 tells a prober what the body tells a person. */
    private void health(RoutingContext context) {
        Readiness now = readiness.get();
        JsonObject body = new JsonObject().put("live", true).put("ready", now.ready());
        if (!now.ready()) {
            context.response().setStatusCode(503);
            body.put("reason", now.reason());
        }
        answer(context, "application/json", body.encode());
    }

    private void scrape(RoutingContext context) {
        metrics.scrape()
                .onSuccess(text -> answer(context, "text/plain; version=0.0.4; charset=utf-8", text))
                .onFailure(context::fail);
    }

    private static void answer(RoutingContext context, String type, String body) {
        context.response().putHeader("content-type", type).end(body).onFailure(context::fail);
    }
}
