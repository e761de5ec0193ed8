package org.sluicemta.console.unsubscribe;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/** Ends every connection after a while, whatever it does: one that drips its request octet by octet is never idle. */
final class ConnectionLife implements Connection.Listener {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Scheduler scheduler;
    private final Map<Connection, Scheduler.Task> ends = new ConcurrentHashMap<>();

    ConnectionLife(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection connection) {
        ends.put(
                connection,
                scheduler.schedule(
                        () -> Objects.requireNonNull(connection.getEndPoint()).close(),
                        LONGEST.toSeconds(),
                        TimeUnit.SECONDS));
    }

    @Override
    public void onClosed(Connection connection) {
        Scheduler.Task end = ends.remove(connection);
        if (end != null) {
            end.cancel();
        }
    }
}
