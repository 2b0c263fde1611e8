package io.dm4j.endpoint.master;

import io.dm4j.api.session.MasterMessage;
import io.dm4j.api.session.WorkerMessage;
import io.dm4j.api.session.WorkerSessionGrpcService;
import io.dm4j.api.session.WorkerSessionService;
import io.dm4j.config.Address;
import io.dm4j.endpoint.SessionMessages;
import io.dm4j.master.WorkerSessions;
import io.dm4j.session.Desired;
import io.dm4j.session.FromMaster;
import io.dm4j.session.Welcome;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import io.vertx.grpc.server.Service;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The workers' lines. The form with two streams is overridden, as the generated other one forgets a failure. */
public final class WorkerSessionGrpc extends WorkerSessionService {
    private static final Logger LOG = LogManager.getLogger(WorkerSessionGrpc.class);

    private final WorkerSessions sessions;

    public WorkerSessionGrpc(WorkerSessions sessions) {
        this.sessions = sessions;
    }

    /** To mount on the port. */
    public Service service() {
        return WorkerSessionGrpcService.of(this);
    }

    @Override
    protected void open(ReadStream<WorkerMessage> request, WriteStream<MasterMessage> response) {
        Mouth mouth = new Mouth(response);
        WorkerSessions.Line line = sessions.open(mouth);
        request.handler(message -> SessionMessages.read(message, line));
        request.exceptionHandler(e -> {
            LOG.debug("a worker's line broke: {}", e.getMessage());
            line.over();
        });
        request.endHandler(end -> {
            line.over();
            mouth.close();
        });
    }

    /** What cannot be sent any more is not missed: the line's end is told by the other stream. */
    private static final class Mouth implements FromMaster {
        private final WriteStream<MasterMessage> response;
        private boolean closed;

        Mouth(WriteStream<MasterMessage> response) {
            this.response = response;
            response.exceptionHandler(e -> closed = true);
        }

        @Override
        public void welcome(long term, Welcome welcome) {
            say(SessionMessages.welcome(term, welcome));
        }

        @Override
        public void beatOk(long term, long sentAtNanos) {
            say(SessionMessages.beatOk(term, sentAtNanos));
        }

        @Override
        public void desired(long term, Desired desired) {
            say(SessionMessages.desired(term, desired));
        }

        @Override
        public void notLeader(long term, Optional<Address> leader) {
            say(SessionMessages.notLeader(term, leader));
            close();
        }

        @Override
        public void fenced(long term, String reason) {
            say(SessionMessages.fenced(term, reason));
            close();
        }

        void close() {
            if (!closed) {
                closed = true;
                response.end().onFailure(Mouth::unsaid);
            }
        }

        private void say(MasterMessage message) {
            if (!closed) {
                response.write(message).onFailure(Mouth::unsaid);
            }
        }

        private static void unsaid(Throwable e) {
            LOG.debug("a worker did not hear: {}", e.getMessage());
        }
    }
}
