package org.sluicemta.console.jmx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
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

/**
 * The RMI connector of the platform's MBean server. Registry and server share one port and listen on one address, so
 * that a tunnel to that port is enough; every connection needs the user {@code sluice} and the control secret.
 */
public final class JmxConnector implements AutoCloseable {
    static final String USER = "sluice";

    private final Registry registry;
    private final JMXConnectorServer server;
    private final Endpoint endpoint;

    private JmxConnector(Registry registry, JMXConnectorServer server, Endpoint endpoint) {
        this.registry = registry;
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Starts listening. Throws IOException when it cannot. */
    public static JmxConnector start(MBeanServer beans, Endpoint wanted, ControlSecret secret) throws IOException {
        Endpoint endpoint = wanted.port() == 0 ? new Endpoint(wanted.address(), freePort(wanted.address())) : wanted;
        RMIServerSocketFactory sockets = new BoundSockets(endpoint.address());
        Registry registry = LocateRegistry.createRegistry(endpoint.port(), null, sockets);
        Map<String, Object> environment = Map.of(
                RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE,
                sockets,
                JMXConnectorServer.AUTHENTICATOR,
                authenticator(secret),
                // Only what logging in needs may be deserialised before the secret is checked.
                RMIConnectorServer.CREDENTIALS_FILTER_PATTERN,
                "java.lang.String;!*");
        JMXConnectorServer server = JMXConnectorServerFactory.newJMXConnectorServer(url(endpoint), environment, beans);
        server.start();
        return new JmxConnector(registry, server, endpoint);
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** What a client connects to. */
    public static JMXServiceURL url(Endpoint endpoint) throws IOException {
        String address = endpoint.address();
        String host = (address.contains(":") ? "[" + address + "]" : address) + ":" + endpoint.port();
        return new JMXServiceURL("service:jmx:rmi://" + host + "/jndi/rmi://" + host + "/jmxrmi");
    }

    @Override
    public void close() throws IOException {
        server.stop();
        UnicastRemoteObject.unexportObject(registry, true);
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
            throw new SecurityException("user or secret is wrong");
        };
    }

    private static int freePort(String address) throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return probe.getLocalPort();
        }
    }

    /** Equal when bound to the same address, so that registry and server may share a port. */
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
