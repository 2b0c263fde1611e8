package io.dm4j.endpoint.peer;

import com.google.protobuf.UnsafeByteOperations;
import io.dm4j.api.masters.PeerMessage;
import io.dm4j.api.masters.PeersGrpcService;
import io.dm4j.api.masters.PeersService;
import io.dm4j.config.Address;
import io.dm4j.config.NodeRole;
import io.dm4j.endpoint.Guard;
import io.dm4j.endpoint.Listening;
import io.dm4j.tls.Callers;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsServer;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The port of {@code peer-urls}: under the node's own TLS, with the caller check before each message, for callers that may be a
 * master. Whoever gets past it writes the cluster's metadata.
 */
public final class PeerServer {
    private static final String USE = "peer-urls";
    /** A piece of an image or a batch of the log, and what is around it. */
    private static final long MAX_MESSAGE_BYTES = 16L << 20;

    private static final long SHUTDOWN_MS = 500;

    private final Vertx vertx;
    private final Optional<TlsStore> store;
    private final Optional<Callers> callers;
    private Optional<HttpServer> server = Optional.empty();

    /** Where messages go. */
    public interface Ear {
        Future<byte[]> hear(int call, byte[] message);
    }

    /** Reads the TLS files: a set that does not serve is a coded DmException. */
    public PeerServer(Vertx vertx, Guard guard) {
        this.vertx = vertx;
        this.store = guard.open(USE, TlsRole.SERVER);
        this.callers = store.map(Callers::new);
        callers.ifPresent(each -> guard.watch(USE, each));
    }

    public Future<Void> listen(Address at, Ear ear) {
        GrpcServer grpc = GrpcServer.server(vertx, new GrpcServerOptions().setMaxMessageSize(MAX_MESSAGE_BYTES));
        grpc.addService(PeersGrpcService.of(new Passing(ear)));
        Router router = Router.router(vertx);
        callers.ifPresent(check -> router.route().handler(check).handler(check.requiring(NodeRole.MASTER.toString())));
        router.route().handler(context -> grpc.handle(context.request()));
        HttpServer listening = vertx.createHttpServer(options(at)).requestHandler(router);
        callers.ifPresent(check -> {
            listening.connectionHandler(check::connected);
            listening.exceptionHandler(check::handshakeFailed);
        });
        server = Optional.of(listening);
        return listening.listen().mapEmpty();
    }

    public Future<Void> close() {
        return server.map(each -> each.shutdown(SHUTDOWN_MS, TimeUnit.MILLISECONDS))
                .orElse(Future.succeededFuture());
    }

    private HttpServerOptions options(Address at) {
        HttpServerOptions base = Listening.at(at);
        return store.map(files -> TlsServer.options(files, base)).orElse(base);
    }

    private static final class Passing extends PeersService {
        private final Ear ear;

        Passing(Ear ear) {
            this.ear = ear;
        }

        @Override
        public Future<PeerMessage> pass(PeerMessage message) {
            return ear.hear(message.getCall(), message.getBody().toByteArray()).map(answer -> PeerMessage.newBuilder()
                    .setCall(message.getCall())
                    .setBody(UnsafeByteOperations.unsafeWrap(answer))
                    .build());
        }
    }
}
