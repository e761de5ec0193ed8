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

/** The beans of the server running in a home directory. */
final class ControlPlane implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection connection;

    private ControlPlane(JMXConnector connector, MBeanServerConnection connection) {
        this.connector = connector;
        this.connection = connection;
    }

    /** Throws CommandFailure (unavailable) if no server runs there, or if it doesn't respond. */
    static ControlPlane connect(HomeOption home) {
        ServerPlace place = ServerPlace.of(home);
        return running(place).orElseThrow(() -> new CommandFailure(ExitCode.UNAVAILABLE, place.absence()));
    }

    /**
     * Empty if no server runs there.
     *
     * @throws CommandFailure (unavailable) if one runs but doesn't respond
     */
    @SuppressWarnings("BanJNDI") // our own server wrote the address into a file that only its user can write
    static Optional<ControlPlane> running(ServerPlace place) {
        if (!place.isRunning()) {
            // If another process has taken the port of a killed server, it isn't asked and doesn't see the secret.
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
