package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** A server that is told where its broker is keeps its mail there. */
class ExternalBrokerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    @TempDir
    private Path brokerDirectory;

    @Test
    void mailGoesThroughTheBrokerThatIsNamed() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        String url = "tcp://127.0.0.1:" + freePort();
        ActiveMQServerImpl broker = new ActiveMQServerImpl(configuration(url));
        broker.start();
        try (SmtpSink sink = SmtpSink.start()) {
            Map<String, String> environment = TestServers.relayingTo(sink.port());
            environment.put("SLUICE_BROKER_URL", url);
            try (SluiceServer server = SluiceServer.start(home, environment)) {
                send(server);
                sink.awaitMessages(1, PATIENCE);
                assertThat(broker.getPostOffice().getAddresses())
                        .anyMatch(address -> address.toString().startsWith("egress."));
            }
        } finally {
            broker.stop();
        }
        assertThat(home.resolve("data/broker/journal")).doesNotExist();
    }

    private static void send(SluiceServer server) throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.expect(220);
            client.expect(250, "EHLO app.example");
            client.expect(250, "MAIL FROM:<shop@acme.example>");
            client.expect(250, "RCPT TO:<anna@example.org>");
            client.expect(354, "DATA");
            client.sendRaw("Subject: x\r\n\r\nx\r\n.\r\n".getBytes(US_ASCII));
            client.expect(250);
        }
    }

    private Configuration configuration(String url) throws Exception {
        return new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(brokerDirectory.resolve("journal").toString())
                .setBindingsDirectory(brokerDirectory.resolve("bindings").toString())
                .setPagingDirectory(brokerDirectory.resolve("paging").toString())
                .setLargeMessagesDirectory(brokerDirectory.resolve("large").toString())
                .addAcceptorConfiguration("tcp", url);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
