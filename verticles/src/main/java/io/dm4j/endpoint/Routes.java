package io.dm4j.endpoint;

import io.vertx.ext.web.Router;

/** What a node serves over HTTP besides gRPC. */
public interface Routes {
    /** Called once, behind the caller check. */
    void mount(Router node);
}
