package org.sluicemta.console.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.settings.Endpoint;

@SuppressWarnings("BanJNDI") // the addresses are those of this test
class JmxConnectorIT {
    @TempDir
    Path data;

    private ControlSecret secret;
    private JmxConnector connector;

    @BeforeEach
    void start() throws Exception {
        secret = ControlSecret.renew(data);
        connector =
                JmxConnector.start(ManagementFactory.getPlatformMBeanServer(), new Endpoint("127.0.0.1", 0), secret);
        ControlUrl.write(data, connector.url());
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
    }

    @Test
    void theFilesAreAllThatAClientNeeds() throws Exception {
        try (JMXConnector client =
                connect(ControlUrl.read(data), ControlSecret.read(data).credentials())) {
            assertThat(client.getMBeanServerConnection()
                            .isRegistered(new ObjectName(ManagementFactory.MEMORY_MXBEAN_NAME)))
                    .isTrue();
        }
        for (String file : new String[] {"control-url", "control-secret"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void thereIsNoRegistryToWriteInto() {
        assertThatThrownBy(() -> {
                    Registry registry = LocateRegistry.getRegistry(
                            "127.0.0.1", connector.endpoint().port());
                    registry.list();
                })
                .isInstanceOf(RemoteException.class);
        assertThat(connector.url().toString()).contains("/stub/");
    }

    @Test
    void aWrongSecretIsRefused() {
        assertThatThrownBy(() -> connect(connector.url(), "sluice", "0".repeat(32)))
                .isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> JMXConnectorFactory.connect(connector.url())).isInstanceOf(SecurityException.class);
    }

    @Test
    void beansAreNeitherMadeNorAgentsLoaded() throws Exception {
        try (JMXConnector client = connect(connector.url(), secret.credentials())) {
            MBeanServerConnection beans = client.getMBeanServerConnection();

            assertThatThrownBy(() -> beans.createMBean("javax.management.timer.Timer", new ObjectName("x:type=T")))
                    .isInstanceOf(SecurityException.class);
            assertThatThrownBy(() -> beans.createMBean("javax.management.loading.MLet", null))
                    .isInstanceOf(SecurityException.class);
            assertThatThrownBy(() -> beans.invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "jvmtiAgentLoad",
                            new Object[] {new String[] {"/tmp/evil.so"}},
                            new String[] {String[].class.getName()}))
                    .isInstanceOf(SecurityException.class);
        }
    }

    @Test
    void anObjectOfALibraryIsNotReadFromAClient() throws Exception {
        try (JMXConnector client = connect(connector.url(), secret.credentials())) {
            assertThatThrownBy(() -> client.getMBeanServerConnection()
                            .invoke(
                                    new ObjectName(ManagementFactory.MEMORY_MXBEAN_NAME),
                                    "gc",
                                    new Object[] {new BigTree()},
                                    new String[] {Object.class.getName()}))
                    .hasStackTraceContaining("REJECTED");
        }
    }

    /** As harmless as what it stands for is not. */
    private static final class BigTree implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private static JMXConnector connect(JMXServiceURL url, String... credentials) throws Exception {
        return JMXConnectorFactory.connect(url, Map.of(JMXConnector.CREDENTIALS, credentials));
    }
}
