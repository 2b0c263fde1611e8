package io.dm4j.mysql;

import io.dm4j.error.DmException;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLSession;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The open TLS connections to one server, each judged every {@value #EVERY_MILLIS} ms by the files of now. One that would not
 * be opened any more is closed, after the listeners were told why. Confined to the context it was made for, except where a
 * method says otherwise; they are judged on a thread that may block. No connection, no timer.
 */
final class TrustWatch {
    private static final Logger LOG = LogManager.getLogger(TrustWatch.class);
    private static final long EVERY_MILLIS = 1000;
    private static final long NO_TIMER = -1;

    /** Says why a server would not be admitted; empty if it would. Good for the moment it was asked for. */
    interface Judge {
        Optional<DmException> refusal(SSLSession session);
    }

    private final Context context;
    private final Supplier<Judge> judges;
    private final List<Consumer<DmException>> listeners = new ArrayList<>();
    private final Set<Connection> open = new LinkedHashSet<>();
    private long timer = NO_TIMER;
    private boolean judging;

    /** @param judges gives the judge by the files of now; may block */
    TrustWatch(Context context, Supplier<Judge> judges) {
        this.context = context;
        this.judges = judges;
    }

    private final class Connection implements OpenConnection {
        private final SSLSession session;
        private final Consumer<DmException> cut;

        Connection(SSLSession session, Consumer<DmException> cut) {
            this.session = session;
            this.cut = cut;
        }

        @Override
        public void ended() {
            context.runOnContext(now -> remove(this));
        }
    }

    /** Each withdrawal is told once, before the connections are closed. */
    void listen(Consumer<DmException> listener) {
        listeners.add(listener);
    }

    /** From any thread. */
    OpenConnection add(SSLSession session, Consumer<DmException> cut) {
        Connection connection = new Connection(session, cut);
        context.runOnContext(now -> add(connection));
        return connection;
    }

    private void add(Connection connection) {
        open.add(connection);
        if (timer == NO_TIMER) {
            timer = context.owner().setPeriodic(EVERY_MILLIS, tick -> judge());
        }
    }

    private void remove(Connection connection) {
        open.remove(connection);
        if (open.isEmpty() && timer != NO_TIMER) {
            context.owner().cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void judge() {
        if (judging) {
            return;
        }
        judging = true;
        List<Connection> all = List.copyOf(open);
        context.executeBlocking(() -> refusals(all), false)
                .onSuccess(this::cut)
                .onFailure(failure -> LOG.error("open connections could not be judged", failure))
                .onComplete(done -> judging = false);
    }

    private Map<Connection, DmException> refusals(List<Connection> all) {
        Map<Connection, DmException> refusals = new LinkedHashMap<>();
        Judge judge = judges.get();
        for (Connection connection : all) {
            judge.refusal(connection.session).ifPresent(reason -> refusals.put(connection, reason));
        }
        return refusals;
    }

    private void cut(Map<Connection, DmException> refusals) {
        refusals.keySet().retainAll(open);
        refusals.values().stream().findFirst().ifPresent(reason -> {
            LOG.warn("{} connection(s) are closed: {}", refusals.size(), reason.getMessage());
            listeners.forEach(listener -> listener.accept(reason));
        });
        refusals.forEach((connection, reason) -> {
            remove(connection);
            connection.cut.accept(reason);
        });
    }
}
