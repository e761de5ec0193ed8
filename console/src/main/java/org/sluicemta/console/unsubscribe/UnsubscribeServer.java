package org.sluicemta.console.unsubscribe;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EventsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.console.http.ConnectionLife;
import org.sluicemta.console.http.WebConnectors;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.ListenFailure;
import org.sluicemta.settings.UnsubscribeSettings;

/** Serves the endpoint on its own address and port. */
public final class UnsubscribeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnsubscribeServer.class);
    /** Most requests processed at the same time, which bounds the load on the database from outside. */
    private static final int AT_ONCE = 16;

    /** More than workers, because a slow client only occupies a socket. */
    private static final int CONNECTIONS = 2_000;

    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** How long a stop waits for requests in progress before it cuts them off. */
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final Server server;
    private final Endpoint endpoint;

    private UnsubscribeServer(Server server, Endpoint endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Starts listening. Throws IOException naming the address if that fails. */
    public static UnsubscribeServer start(UnsubscribeSettings settings, UnsubscribeHandler handler) throws IOException {
        return start(settings, handler, FIRST_REQUEST);
    }

    static UnsubscribeServer start(UnsubscribeSettings settings, UnsubscribeHandler handler, Duration firstRequest)
            throws IOException {
        Endpoint wanted = settings.listener().endpoint();
        // An acceptor and a selector need a thread each.
        QueuedThreadPool threads = new QueuedThreadPool(AT_ONCE + 2, 2);
        threads.setName("unsubscribe");
        Server server = new Server(threads);
        server.setStopTimeout(STOPPING.toMillis());
        ConnectionLife life = new ConnectionLife(
                CONNECTIONS,
                firstRequest,
                LONGEST,
                request -> !request.getMethod().equals("POST"));
        ServerConnector connector = WebConnectors.open(settings.listener()).on(server, life);
        server.addConnector(connector);
        server.setHandler(proving(life, handler));
        server.setErrorHandler(handler::refuse);
        try {
            server.start();
        } catch (Exception e) { // Jetty's life cycle declares no narrower type
            stop(server);
            throw new ListenFailure("the endpoint for unsubscribing", wanted, e);
        }
        return new UnsubscribeServer(server, new Endpoint(wanted.address(), connector.getLocalPort()));
    }

    private static Handler proving(ConnectionLife life, Handler handler) {
        return new EventsHandler(handler) {
            @Override
            protected void onRequestRead(Request request, Content.@Nullable Chunk chunk) {
                if (chunk != null && chunk.isLast() && !Content.Chunk.isFailure(chunk)) {
                    life.prove(request.getConnectionMetaData().getConnection());
                }
            }
        };
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
        } catch (TimeoutException e) {
            LOG.info("Closed connections with incomplete requests after {}", STOPPING);
        } catch (Exception e) { // as above
            throw new IOException("the unsubscribe endpoint did not stop: " + e.getMessage(), e);
        }
    }
}
