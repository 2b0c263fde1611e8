package io.dm4j.it.embed;

import io.dm4j.verticles.MasterVerticle;
import io.dm4j.verticles.WorkerVerticle;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/** A web application that migrates its database by itself, told how by one JSON file. */
public final class Application extends VerticleBase {
    private final Path file;
    private MasterVerticle master;
    private HttpServer shop;

    /** @param file with a {@code master}, a {@code worker} and the shop's own {@code port} */
    public Application(Path file) {
        this.file = file;
    }

    @Override
    public Future<?> start() {
        ConfigStoreOptions json =
                new ConfigStoreOptions().setType("file").setConfig(new JsonObject().put("path", file.toString()));
        return ConfigRetriever.create(vertx, new ConfigRetrieverOptions().addStore(json))
                .getConfig()
                .compose(config -> migration(config).compose(id -> shop(config.getInteger("port"))));
    }

    private Future<String> migration(JsonObject config) {
        master = new MasterVerticle(config.getJsonObject("master"));
        return vertx.deployVerticle(master)
                .compose(id -> vertx.deployVerticle(new WorkerVerticle(config.getJsonObject("worker")
                        .put("join", master.address().toString()))));
    }

    private Future<HttpServer> shop(int port) {
        return vertx.createHttpServer()
                .requestHandler(request -> request.response().end("fruit"))
                .listen(port, "127.0.0.1")
                .onSuccess(listening -> shop = listening);
    }

    /** Where dmctl reaches the master. */
    public String masterAddress() {
        return master.address().toString();
    }

    /** The shop's own port. */
    public int port() {
        return shop.actualPort();
    }
}
