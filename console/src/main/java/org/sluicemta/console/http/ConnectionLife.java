package org.sluicemta.console.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Ends every connection after a time, whatever it does, because one that sends its request octet by octet is never
 * idle. The first request must arrive much sooner than the end of a connection that continues with others. When the
 * limit is reached, a new connection replaces another, so that a health probe gets in however many slow ones there are.
 */
public final class ConnectionLife implements Connection.Listener, HttpConfiguration.Customizer {
    private final int most;
    private final Duration firstRequest;
    private final Duration longest;
    private final Predicate<Request> provenByItsHead;
    /** Oldest first. */
    private final Map<Connection, Held> held = new LinkedHashMap<>();
    /** How many of them haven't sent a request yet. */
    private int unproven;

    /**
     * @param most the limit of simultaneous connections
     * @param firstRequest how long the first request may take to arrive
     * @param longest how long a connection that has sent one lasts
     * @param provenByItsHead whether a request counts as arrived once its head has; otherwise {@link #prove} must be
     *     called
     */
    public ConnectionLife(int most, Duration firstRequest, Duration longest, Predicate<Request> provenByItsHead) {
        this.most = most;
        this.firstRequest = firstRequest;
        this.longest = longest;
        this.provenByItsHead = provenByItsHead;
    }

    @Override
    public void onOpened(Connection connection) {
        // Below TLS there is another connection object. It sees no requests and ends with the one above it.
        if (connection instanceof ConnectionMetaData above) {
            close(add(connection, above.getConnector().getScheduler()));
        }
    }

    private synchronized @Nullable Connection add(Connection connection, Scheduler scheduler) {
        held.put(connection, new Held(scheduler, end(connection, scheduler, firstRequest)));
        unproven++;
        return held.size() > most ? leastNeeded() : null;
    }

    /**
     * The oldest without a request, once these hold more than half the places. Before that it is one that has brought
     * some, a quiet one first: otherwise those who reconnect fast, or drip their bodies, would end every new connection
     * before its request can arrive.
     */
    private Connection leastNeeded() {
        if (unproven > most / 2) {
            return oldest(each -> !each.proven).orElseThrow();
        }
        return oldest(each -> each.proven && each.answering == 0)
                .or(() -> oldest(each -> each.proven))
                .orElseThrow();
    }

    private Optional<Connection> oldest(Predicate<Held> which) {
        return held.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        Connection connection = request.getConnectionMetaData().getConnection();
        answering(connection, 1);
        Request.addCompletionListener(request, failure -> answering(connection, -1));
        if (provenByItsHead.test(request)) {
            prove(connection);
        }
        return request;
    }

    private synchronized void answering(Connection connection, int change) {
        Held of = held.get(connection);
        if (of != null) {
            of.answering += change;
        }
    }

    /** A complete request has arrived on it. */
    public synchronized void prove(Connection connection) {
        Held of = held.get(connection);
        if (of != null && !of.proven) {
            of.proven = true;
            unproven--;
            if (of.end.cancel()) {
                of.end = end(connection, of.scheduler, longest);
            }
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Held of = remove(connection);
        if (of != null) {
            of.end.cancel();
        }
    }

    private synchronized @Nullable Held remove(Connection connection) {
        Held of = held.remove(connection);
        if (of != null && !of.proven) {
            unproven--;
        }
        return of;
    }

    private static Scheduler.Task end(Connection connection, Scheduler scheduler, Duration after) {
        return scheduler.schedule(() -> close(connection), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            Objects.requireNonNull(connection.getEndPoint()).close();
        }
    }

    /** What is known about a connection. */
    private static final class Held {
        private final Scheduler scheduler;
        private Scheduler.Task end;
        private boolean proven;
        private int answering;

        Held(Scheduler scheduler, Scheduler.Task end) {
            this.scheduler = scheduler;
            this.end = end;
        }
    }
}
