package org.sluicemta.console.unsubscribe;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.sluicemta.console.http.WebConnectors;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.UnsubscribeSettings;

/** Serves the endpoint on its own address and port. */
public final class UnsubscribeServer implements AutoCloseable {
    /** Requests worked on at once: what the database is asked from outside never outgrows that. */
    private static final int AT_ONCE = 16;

    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final Server server;
    private final Endpoint endpoint;

    private UnsubscribeServer(Server server, Endpoint endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Starts listening. Throws IOException naming the address when it cannot. */
    public static UnsubscribeServer start(UnsubscribeSettings settings, UnsubscribeHandler handler) throws IOException {
        Endpoint wanted = settings.listener().endpoint();
        // An acceptor and a selector need a thread each.
        QueuedThreadPool threads = new QueuedThreadPool(AT_ONCE + 2, 2);
        threads.setName("unsubscribe");
        Server server = new Server(threads);
        server.setStopTimeout(STOPPING.toMillis());
        ServerConnector connector = WebConnectors.open(settings.listener()).on(server);
        server.addConnector(connector);
        connector.addBean(new ConnectionLife(connector.getScheduler()));
        server.setHandler(handler);
        server.setErrorHandler(handler::refuse);
        try {
            server.start();
        } catch (Exception e) { // Jetty's life cycle declares no narrower type
            stop(server);
            throw new IOException(
                    "cannot listen for unsubscribing on " + wanted.address() + ":" + wanted.port() + ": "
                            + e.getMessage(),
                    e);
        }
        return new UnsubscribeServer(server, new Endpoint(wanted.address(), connector.getLocalPort()));
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException {
        stop(server);
    }

    private static void stop(Server server) throws IOException {
        try {
            server.stop();
        } catch (Exception e) { // as above
            throw new IOException("the endpoint for unsubscribing did not stop: " + e.getMessage(), e);
        }
    }
}
