package io.dm4j.endpoint.rest;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The contract of the REST interface, which is part of the program, read and checked. */
public final class RestContract {
    private static final String FILE = "openapi/dm4j.yaml";

    private final OpenAPIContract checked;
    private final JsonObject written;

    private RestContract(OpenAPIContract checked, JsonObject written) {
        this.checked = checked;
        this.written = written;
    }

    /** Checking it takes a second or two of a cold JVM, so that is done on a worker thread; call it early. */
    public static Future<RestContract> load(Vertx vertx) {
        Reader reader = new Reader();
        return vertx.deployVerticle(reader, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .compose(vertx::undeploy)
                .map(done -> reader.contract);
    }

    OpenAPIContract checked() {
        return checked;
    }

    /** As it was written: the checked one has its references resolved, and is ten times as long. */
    JsonObject written() {
        return written;
    }

    private static final class Reader extends VerticleBase {
        private RestContract contract;

        @Override
        public Future<?> start() {
            return vertx.fileSystem().readFile(FILE).compose(text -> {
                Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text.toString());
                JsonObject written = new JsonObject(tree);
                return OpenAPIContract.from(vertx, written.copy())
                        .onSuccess(checked -> contract = new RestContract(checked, written));
            });
        }
    }
}
