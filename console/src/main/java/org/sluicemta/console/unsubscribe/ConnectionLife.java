package org.sluicemta.console.unsubscribe;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends every connection after a while, whatever it does: one that drips its request octet by octet is never idle. The
 * first request must be there much sooner than the end of a connection that goes on with others.
 */
final class ConnectionLife implements Connection.Listener {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Scheduler scheduler;
    private final Duration firstRequest;
    private final Map<Connection, Scheduler.Task> ends = new ConcurrentHashMap<>();
    private final Set<Connection> proven = ConcurrentHashMap.newKeySet();

    /** @param firstRequest how long the first request may take to arrive whole */
    ConnectionLife(Scheduler scheduler, Duration firstRequest) {
        this.scheduler = scheduler;
        this.firstRequest = firstRequest;
    }

    @Override
    public void onOpened(Connection connection) {
        // Below TLS there is another connection, which sees no requests.
        ends.put(connection, end(connection, connection instanceof ConnectionMetaData ? firstRequest : LONGEST));
    }

    /** A whole request has come over it. */
    void prove(Connection connection) {
        if (proven.add(connection)) {
            ends.computeIfPresent(connection, (same, soon) -> soon.cancel() ? end(same, LONGEST) : soon);
        }
    }

    private Scheduler.Task end(Connection connection, Duration after) {
        return scheduler.schedule(
                () -> Objects.requireNonNull(connection.getEndPoint()).close(),
                after.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void onClosed(Connection connection) {
        proven.remove(connection);
        Scheduler.Task end = ends.remove(connection);
        if (end != null) {
            end.cancel();
        }
    }
}
