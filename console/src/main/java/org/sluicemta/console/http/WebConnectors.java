package org.sluicemta.console.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.sluicemta.settings.WebListener;

/** Sockets of our web servers: bounded in number, in what a request's head may hold, and in how long one may idle. */
public final class WebConnectors {
    private static final int CONNECTIONS = 500;
    private static final int HEAD_BYTES = 8 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(15);

    private WebConnectors() {}

    /** Adds a connector to a server that is not started yet. Throws IOException naming what is wrong with its TLS. */
    public static ServerConnector add(Server server, WebListener listener) throws IOException {
        HttpConfiguration http = configuration();
        ServerConnector connector;
        if (listener.tls().isEmpty()) {
            connector = new ServerConnector(server, new HttpConnectionFactory(http));
        } else {
            // The name that a client asks for is no business of ours: there is one certificate.
            http.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(server, tls(listener), new HttpConnectionFactory(http));
        }
        connector.setHost(listener.endpoint().address());
        connector.setPort(listener.endpoint().port());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
        server.addConnector(connector);
        return connector;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEAD_BYTES);
        return http;
    }

    private static PemTls tls(WebListener listener) throws IOException {
        try {
            return PemTls.open(listener.tls().orElseThrow(), System::nanoTime);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS of the web listener cannot be used: " + e.getMessage(), e);
        }
    }
}
