package io.dm4j.endpoint.worker;

import io.dm4j.api.session.WorkerMessage;
import io.dm4j.client.SessionClient;
import io.dm4j.config.Address;
import io.dm4j.endpoint.SessionMessages;
import io.dm4j.session.Applied;
import io.dm4j.session.FromMaster;
import io.dm4j.session.Hello;
import io.dm4j.worker.MasterDoor;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A worker's line to a master over the session call. */
public final class GrpcMasterDoor implements MasterDoor {
    private static final Logger LOG = LogManager.getLogger(GrpcMasterDoor.class);

    private final SessionClient client;

    public GrpcMasterDoor(SessionClient client) {
        this.client = client;
    }

    @Override
    public Future<Line> open(Address master, FromMaster ears, Handler<Optional<Throwable>> ended) {
        return client.open(master).map(link -> {
            link.handler(message -> SessionMessages.read(message, ears));
            link.endHandler(result -> ended.handle(Optional.ofNullable(result.cause())));
            return new GrpcLine(link);
        });
    }

    private record GrpcLine(SessionClient.Link link) implements Line {

        @Override
        public void hello(Hello hello) {
            say(SessionMessages.hello(hello));
        }

        @Override
        public void beat(long sentAtNanos) {
            say(SessionMessages.beat(sentAtNanos));
        }

        @Override
        public void applied(Applied applied) {
            say(SessionMessages.applied(applied));
        }

        @Override
        public void bye() {
            say(SessionMessages.bye());
        }

        @Override
        public void close() {
            link.close().onFailure(GrpcLine::unsaid);
        }

        /** What was not heard is told by the line's end. */
        private void say(WorkerMessage message) {
            link.write(message).onFailure(GrpcLine::unsaid);
        }

        private static void unsaid(Throwable e) {
            LOG.debug("the master did not hear: {}", e.getMessage());
        }
    }
}
