package io.dm4j.endpoint.rest;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** {@code /docs}, a page to read the contract and to try it, and {@code /dm.json}, the contract. Asks nothing of the internet. */
final class Documentation {
    private static final String LIBRARY = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String ASSETS = "META-INF/resources/webjars/swagger-ui/";
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
              <head>
                <meta charset="utf-8">
                <title>dm4j</title>
                <link rel="stylesheet" href="docs/swagger-ui.css">
              </head>
              <body>
                <div id="contract"></div>
                <script src="docs/swagger-ui-bundle.js"></script>
                <script>
                  SwaggerUIBundle({url: "dm.json", dom_id: "#contract"});
                </script>
              </body>
            </html>
            """;

    private final JsonObject contract;

    Documentation(JsonObject contract) {
        this.contract = contract;
    }

    /** What the page loads. */
    void mountAssets(Router node) {
        node.get("/api/v1/docs/*").handler(StaticHandler.create(FileSystemAccess.RELATIVE, ASSETS + version()));
    }

    /** The library's files are in a directory of its version. */
    private static String version() {
        try (InputStream in = Documentation.class.getClassLoader().getResourceAsStream(LIBRARY)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("the program lacks " + LIBRARY, e);
        }
    }

    void page(RoutingContext context) {
        context.response()
                .putHeader("content-type", "text/html; charset=utf-8")
                .end(PAGE)
                .onFailure(context::fail);
    }

    void contract(RoutingContext context) {
        context.response()
                .putHeader("content-type", "application/json")
                .end(contract.encodePrettily())
                .onFailure(context::fail);
    }
}
