package org.sluicemta.console.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import org.sluicemta.console.jmx.BeanNames;
import org.sluicemta.console.jmx.ControlSecret;
import org.sluicemta.console.jmx.ControlUrl;

/** The beans of the server that runs in a home directory. */
final class ControlPlane implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection connection;

    private ControlPlane(JMXConnector connector, MBeanServerConnection connection) {
        this.connector = connector;
        this.connection = connection;
    }

    /** Throws CommandFailure (unavailable) when no server runs there, or the one that runs does not answer. */
    static ControlPlane connect(HomeOption home) {
        ServerPlace place = ServerPlace.of(home);
        return running(place).orElseThrow(() -> new CommandFailure(ExitCode.UNAVAILABLE, place.absence()));
    }

    /**
     * Empty when no server runs there.
     *
     * @throws CommandFailure (unavailable) when one runs and does not answer
     */
    @SuppressWarnings("BanJNDI") // the address is one that our own server wrote into a file of its user's
    static Optional<ControlPlane> running(ServerPlace place) {
        if (!place.isRunning()) {
            // Whoever took the port of a server that was killed is not asked, and is not shown the secret.
            return Optional.empty();
        }
        try {
            JMXConnector connector = JMXConnectorFactory.connect(
                    ControlUrl.read(place.data()),
                    Map.of(
                            JMXConnector.CREDENTIALS,
                            ControlSecret.read(place.data()).credentials()));
            return Optional.of(new ControlPlane(connector, connector.getMBeanServerConnection()));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNAVAILABLE,
                    "the server of " + place.data() + " is running but does not answer: " + e.getMessage()
                            + ". See its log",
                    e);
        }
    }

    /** The bean of that type, {@code org.sluicemta:type=…}. */
    <T> T bean(Class<T> type) {
        try {
            return JMX.newMXBeanProxy(connection, new ObjectName(BeanNames.of(type)), type);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IO, "connection to the server broke: " + e.getMessage(), e);
        }
    }
}
