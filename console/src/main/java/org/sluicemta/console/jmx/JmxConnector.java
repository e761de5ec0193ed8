package org.sluicemta.console.jmx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.security.auth.Subject;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.ListenFailure;

/**
 * The RMI connector of the platform's MBean server. There is no registry, in which another user of the machine could
 * register an object under our name: the address for clients contains the object itself, and is in a file of the
 * server's user ({@link ControlUrl}). Every connection needs the user {@code sluice} and the control secret, and may do
 * what {@link ControlGate} allows. It uses one port on one address, so that a tunnel to it is enough.
 */
public final class JmxConnector implements AutoCloseable {
    static final String USER = "sluice";

    /** No class of our libraries is created from what a client sends. */
    private static final String READABLE =
            "java.lang.*;java.math.*;java.rmi.**;java.util.**;javax.management.**;javax.security.auth.**;!*";

    private final JMXConnectorServer server;
    private final Endpoint endpoint;

    private JmxConnector(JMXConnectorServer server, Endpoint endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Starts listening. Throws IOException if that fails. */
    public static JmxConnector start(MBeanServer beans, Endpoint wanted, ControlSecret secret) throws IOException {
        Endpoint endpoint = wanted.port() == 0 ? new Endpoint(wanted.address(), freePort(wanted.address())) : wanted;
        // Otherwise the object would direct clients to the address that this machine's name resolves to.
        System.setProperty("java.rmi.server.hostname", endpoint.address());
        Map<String, Object> environment = Map.of(
                RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE,
                new BoundSockets(endpoint.address()),
                JMXConnectorServer.AUTHENTICATOR,
                authenticator(secret),
                // Before the secret is checked, only what a login needs may be deserialised.
                RMIConnectorServer.CREDENTIALS_FILTER_PATTERN,
                "java.lang.String;!*",
                RMIConnectorServer.SERIAL_FILTER_PATTERN,
                READABLE);
        JMXConnectorServer server = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("rmi", endpoint.address(), endpoint.port()), environment, beans);
        server.setMBeanServerForwarder(ControlGate.before(beans));
        try {
            server.start();
        } catch (IOException e) {
            throw new ListenFailure("JMX", endpoint, e);
        }
        return new JmxConnector(server, endpoint);
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The address for clients. */
    public JMXServiceURL url() {
        return server.getAddress();
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }

    private static JMXAuthenticator authenticator(ControlSecret secret) {
        return credentials -> {
            if (credentials instanceof String[] words
                    && words.length == 2
                    && USER.equals(words[0])
                    && words[1] != null
                    && secret.matches(words[1])) {
                Subject subject = new Subject();
                subject.getPrincipals().add(new JMXPrincipal(USER));
                return subject;
            }
            throw new SecurityException("wrong user or secret");
        };
    }

    private static int freePort(String address) throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return probe.getLocalPort();
        }
    }

    /** Equal if bound to the same address, so that all objects of the connector share a port. */
    private record BoundSockets(String address) implements RMIServerSocketFactory {
        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return socket;
        }
    }
}
