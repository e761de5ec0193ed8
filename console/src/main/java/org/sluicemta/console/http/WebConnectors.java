package org.sluicemta.console.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.sluicemta.settings.WebListener;

/** Sockets of our web servers, with limits on their number, the size of a request's head, and idle time. */
public final class WebConnectors {
    private static final int HEAD_BYTES = 8 * 1024;
    /** An address may contain an encoded slash. Paths are matched undecoded, so that it doesn't act as a separator. */
    private static final UriCompliance SLASHES_IN_NAMES =
            UriCompliance.DEFAULT.with("slashes in names", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);

    private static final Duration IDLE = Duration.ofSeconds(15);

    private final WebListener listener;
    private final Optional<PemTls> tls;

    private WebConnectors(WebListener listener, Optional<PemTls> tls) {
        this.listener = listener;
        this.tls = tls;
    }

    /** Reads key and certificates. Throws IOException naming what is wrong with them. */
    public static WebConnectors open(WebListener listener) throws IOException {
        if (listener.tls().isEmpty()) {
            return new WebConnectors(listener, Optional.empty());
        }
        try {
            return new WebConnectors(
                    listener, Optional.of(PemTls.open(listener.tls().get(), System::nanoTime)));
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS of the web listener cannot be used: " + e.getMessage(), e);
        }
    }

    /** The connector for a server that hasn't been started yet. */
    public ServerConnector on(Server server, ConnectionLife life) {
        HttpConfiguration http = configuration();
        // The requested host name doesn't matter, because there is only one certificate.
        tls.ifPresent(any -> http.addCustomizer(new SecureRequestCustomizer(false)));
        http.addCustomizer(life);
        HttpConnectionFactory factory = new HttpConnectionFactory(http);
        ServerConnector connector = tls.isPresent()
                ? new ServerConnector(server, tls.get(), factory)
                : new ServerConnector(server, factory);
        connector.setHost(listener.endpoint().address());
        connector.setPort(listener.endpoint().port());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(life);
        return connector;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(SLASHES_IN_NAMES);
        http.setRequestHeaderSize(HEAD_BYTES);
        return http;
    }
}
