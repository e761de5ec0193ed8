package org.sluicemta.console.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import org.sluicemta.console.jmx.BeanNames;
import org.sluicemta.console.jmx.ControlSecret;
import org.sluicemta.console.jmx.JmxConnector;
import org.sluicemta.console.jmx.RunningServer;

/** The beans of the server that runs in a home directory. */
final class ControlPlane implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection connection;

    private ControlPlane(JMXConnector connector, MBeanServerConnection connection) {
        this.connector = connector;
        this.connection = connection;
    }

    /** Throws CommandFailure (unavailable) when no server runs there. */
    @SuppressWarnings("BanJNDI") // the address is one that our own server wrote into a file of its user's
    static ControlPlane connect(Path home) {
        Path data = home.resolve("data");
        try {
            RunningServer server = RunningServer.read(data);
            JMXConnector connector = JMXConnectorFactory.connect(
                    JmxConnector.url(server.jmx()),
                    Map.of(JMXConnector.CREDENTIALS, ControlSecret.read(data).credentials()));
            return new ControlPlane(connector, connector.getMBeanServerConnection());
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    ExitCode.UNAVAILABLE, "no server runs in " + home + ". Start it: sluice run --home " + home, e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNAVAILABLE,
                    "the server in " + home + " does not answer (" + e.getMessage()
                            + "). If it was killed, start it again: sluice run --home " + home,
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
