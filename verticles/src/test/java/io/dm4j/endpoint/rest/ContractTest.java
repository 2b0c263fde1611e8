package io.dm4j.endpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.TaskFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The REST contract against what DM's callers know, written out in two tables, and against the router that serves it. */
class ContractTest {
    private static final String SCHEMAS = "#/components/schemas/";

    private static Vertx vertx;
    private static OpenAPIContract contract;
    private static JsonObject document;
    private static HttpClient client;
    private static int port;

    @BeforeAll
    static void servesTheNameOfEachOperation() throws Exception {
        vertx = Vertx.vertx();
        contract = await(OpenAPIContract.from(vertx, "openapi/dm4j.yaml"));
        document = document();
        client = vertx.createHttpClient();
        HttpServer server = vertx.createHttpServer().requestHandler(router());
        port = await(server.listen(0, "127.0.0.1")).actualPort();
    }

    @AfterAll
    static void closes() throws Exception {
        await(vertx.close());
    }

    @Test
    void hasDmsOperationsAndNoOthersButThoseTaggedAsOurs() throws IOException {
        List<String> operations = contract.operations().stream()
                .filter(operation -> !operation.getTags().contains("dm4j"))
                .map(ContractTest::line)
                .toList();

        assertThat(operations).hasSize(43).containsExactlyInAnyOrderElementsOf(table("operations.txt"));
    }

    @Test
    void hasDmsSchemasWithTheirPropertiesAndNoOthersButThoseMarkedAsOursThatNobodyMustGive() throws IOException {
        List<String> schemas = schemas().fieldNames().stream()
                .filter(name -> !isOurs(schemas().getJsonObject(name)))
                .map(name -> name + " " + properties(schemas().getJsonObject(name)))
                .toList();

        assertThat(schemas).containsExactlyInAnyOrderElementsOf(table("schemas.txt"));
    }

    @Test
    void isServedUnderDmsPath() {
        assertThat(contract.operation("DMAPIGetSource").getAbsoluteOpenAPIPath())
                .isEqualTo("/api/v1/sources/{source_name}");
    }

    @Test
    void refersToSchemasThatAreThereAndNeverInACircle() {
        for (String name : schemas().fieldNames()) {
            assertNoCircle(List.of(name));
        }
        assertThat(references(document.getJsonObject("paths")))
                .isNotEmpty()
                .isSubsetOf(schemas().fieldNames());
    }

    @Test
    void saysOfEachErrorWhatItIs() {
        for (Operation operation : contract.operations()) {
            if (!operation.getTags().contains("document")) {
                assertThat(answer(operation, "400"))
                        .as(operation.getOperationId())
                        .isEqualTo("ErrorWithMessage");
            }
        }
    }

    @Test
    void saysOfWhatIsNotBuiltThatItIsNotSupportedYet() {
        for (Operation operation : contract.operations()) {
            boolean missing = operation.getTags().contains("relay");
            String description = written(operation).getString("description", "");

            assertThat(description.contains("Not supported yet: answers 400 with error code 20500"))
                    .as(operation.getOperationId())
                    .isEqualTo(missing);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /tasks/converters, DMAPIConvertTask",
        "GET, /tasks/templates, DMAPIGetTaskTemplateList",
        "POST, /tasks/templates/import, DMAPIImportTaskTemplate",
        "GET, /tasks/templates/app, DMAPIGetTaskTemplate",
        "GET, /tasks/app, DMAPIGetTask",
        "DELETE, /tasks/app, DMAPIDeleteTask",
        "GET, /tasks/app/status, DMAPIGetTaskStatus",
        "GET, /tasks/app/sources/mysql-01/schemas/shop/orders, DMAPIGetTableStructure",
        "GET, /tasks?stage=Running&source_name_list=a&source_name_list=b&with_status=true, DMAPIGetTaskList",
        "GET, /sources/mysql-01?with_status=true, DMAPIGetSource",
        "DELETE, /cluster/workers/worker-1, DMAPIOfflineWorkerNode",
        "GET, /tls/status?node_name_list=m1&node_name_list=w1, DM4JGetTlsStatus",
    })
    void isRoutedToTheOperation(HttpMethod method, String path, String operation) throws Exception {
        String body = method == HttpMethod.POST ? "{\"overwrite\":true}" : "";

        assertThat(call(method, path, body)).isEqualTo("200 " + operation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/tasks?stage=Sleeping|",
                "GET|/sources?with_status=perhaps|",
                "POST|/tasks|",
                "POST|/tasks/converters|",
                "POST|/sources|{\"source\":{\"source_name\":\"mysql-01\"}}",
                "PUT|/tasks/app|{\"task\":{\"name\":\"app\"}}",
                "POST|/tasks/app/start|{\"remove_meta\":\"perhaps\"}",
            })
    void isNotRoutedIfItIsNotAsTheContractSays(HttpMethod method, String path, String body) throws Exception {
        assertThat(call(method, path, body == null ? "" : body)).startsWith("400 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/tasks/app/start||DMAPIStartTask",
                "POST|/tasks/app/stop||DMAPIStopTask",
                "POST|/tasks/app/start|{\"source_name_list\":[\"mysql-01\"],\"one_more\":1}|DMAPIStartTask",
                "POST|/sources|{\"source\":{\"source_name\":\"s\",\"host\":\"h\",\"port\":3306,\"user\":\"u\","
                        + "\"password\":null,\"enable_gtid\":true,\"enable\":true}}|DMAPICreateSource",
            })
    void isRoutedWithWhatDmTakesToo(HttpMethod method, String path, String body, String operation) throws Exception {
        assertThat(call(method, path, body == null ? "" : body)).isEqualTo("200 " + operation);
    }

    @Test
    void takesTheFormsInWhichEveryFieldOfOursIsSaid() throws Exception {
        JsonObject task = TemplateForm.of(
                TaskFile.parse("task", TaskRoundTripTest.EVERY_KEY).value());
        JsonObject source = SourceForm.of(SourceFormTest.EVERY_KEY, List.of(), Optional.empty());

        assertThat(call(
                        HttpMethod.POST,
                        "/tasks/converters",
                        new JsonObject().put("task", task).encode()))
                .isEqualTo("200 DMAPIConvertTask");
        assertThat(call(
                        HttpMethod.PUT,
                        "/tasks/every-key",
                        new JsonObject().put("task", task).encode()))
                .isEqualTo("200 DMAPIUpdateTask");
        assertThat(call(
                        HttpMethod.PUT,
                        "/sources/s1",
                        new JsonObject().put("source", source).encode()))
                .isEqualTo("200 DMAPIUpdateSource");
        JsonObject pinned = SourceForm.of(SourceFormTest.PINNED, List.of(), Optional.empty());
        assertThat(said(task, source, pinned)).containsAll(ours());
    }

    /** Names of the fields that are ours, but for what nodes say of themselves. */
    private static List<String> ours() {
        return schemas().stream()
                .map(schema -> ((JsonObject) schema.getValue()).getJsonObject("properties", new JsonObject()))
                .flatMap(properties -> properties.stream())
                .filter(property -> isOurs((JsonObject) property.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("labels"))
                .toList();
    }

    private static Set<String> said(Object... nodes) {
        Set<String> names = new HashSet<>();
        for (Object node : nodes) {
            if (node instanceof JsonObject object) {
                names.addAll(object.fieldNames());
                object.forEach(field -> names.addAll(said(field.getValue())));
            } else if (node instanceof JsonArray array) {
                names.addAll(said(array.stream().toArray()));
            }
        }
        return names;
    }

    /** As it is written: in what the router loaded each reference is replaced by what it points to. */
    private static JsonObject document() throws IOException {
        try (InputStream file = ContractTest.class.getResourceAsStream("/openapi/dm4j.yaml")) {
            Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new JsonObject(tree);
        }
    }

    private static Router router() {
        RouterBuilder builder = RouterBuilder.create(vertx, contract);
        for (Operation operation : contract.operations()) {
            String name = operation.getOperationId();
            builder.getRoute(name).addHandler(request -> request.end(name));
        }
        Router router = Router.router(vertx);
        router.errorHandler(
                400, request -> request.response().setStatusCode(400).end("refused"));
        router.route("/api/v1/*").subRouter(builder.createRouter());
        return router;
    }

    private static String call(HttpMethod method, String path, String body) throws Exception {
        return await(client.request(method, port, "127.0.0.1", "/api/v1" + path)
                .compose(request -> body.isEmpty()
                        ? request.send()
                        : request.putHeader("content-type", "application/json").send(body))
                .compose(ContractTest::statusAndText));
    }

    private static Future<String> statusAndText(HttpClientResponse response) {
        return response.body().map(text -> response.statusCode() + " " + text);
    }

    private static String line(Operation operation) {
        String success = written(operation).getJsonObject("responses").fieldNames().stream()
                .filter(status -> status.startsWith("2"))
                .collect(Collectors.joining(","));
        return String.join(
                " ",
                operation.getHttpMethod().name(),
                operation.getOpenAPIPath(),
                operation.getOperationId(),
                success,
                query(operation),
                body(operation),
                answer(operation, success));
    }

    private static JsonObject written(Operation operation) {
        return document.getJsonObject("paths")
                .getJsonObject(operation.getOpenAPIPath())
                .getJsonObject(operation.getHttpMethod().name().toLowerCase(Locale.ROOT));
    }

    private static String query(Operation operation) {
        return operation.getParameters().stream()
                .filter(parameter -> !parameter.isRequired())
                .map(Parameter::getName)
                .reduce((before, next) -> before + "," + next)
                .orElse("-");
    }

    private static String body(Operation operation) {
        JsonObject body = written(operation).getJsonObject("requestBody");
        return body == null ? "-" : schema(body) + (body.getBoolean("required", false) ? "*" : "");
    }

    private static String answer(Operation operation, String status) {
        return schema(written(operation).getJsonObject("responses").getJsonObject(status));
    }

    /** Name of the schema of a body, or - if it has none or one without a name. */
    private static String schema(JsonObject body) {
        return references(body).reduce((first, second) -> second).orElse("-");
    }

    private static String properties(JsonObject schema) {
        JsonObject properties =
                schema.getJsonObject("properties", new JsonObject()).copy();
        List.copyOf(properties.fieldNames()).stream()
                .filter(name -> isOurs(properties.getJsonObject(name)))
                .forEach(properties::remove);
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        assertThat(properties.fieldNames())
                .containsAll(required.stream().map(String::valueOf).toList());
        return properties.fieldNames().stream()
                .map(name -> required.contains(name) ? name + "*" : name)
                .reduce((before, next) -> before + " " + next)
                .orElse("-");
    }

    private static boolean isOurs(JsonObject schema) {
        return schema.getBoolean("x-dm4j", false);
    }

    private static void assertNoCircle(List<String> way) {
        String last = way.get(way.size() - 1);
        for (String next : references(schemas().getJsonObject(last)).toList()) {
            assertThat(way).doesNotContain(next);
            assertNoCircle(Stream.concat(way.stream(), Stream.of(next)).toList());
        }
    }

    private static Stream<String> references(Object node) {
        if (node instanceof JsonArray array) {
            return array.stream().flatMap(ContractTest::references);
        }
        if (node instanceof JsonObject object) {
            return object.stream()
                    .flatMap(entry -> entry.getKey().equals("$ref")
                            ? Stream.of(target((String) entry.getValue()))
                            : references(entry.getValue()));
        }
        return Stream.empty();
    }

    private static String target(String reference) {
        assertThat(reference).startsWith(SCHEMAS);
        return reference.substring(SCHEMAS.length());
    }

    private static JsonObject schemas() {
        return document.getJsonObject("components").getJsonObject("schemas");
    }

    private static List<String> table(String name) throws IOException {
        try (InputStream file = ContractTest.class.getResourceAsStream("/openapi/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
