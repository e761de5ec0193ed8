package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.mail.Messages;
import org.sluicemta.testing.process.FreePort;
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
        try (FreePort port = FreePort.onLoopback()) {
            goesThroughTheBrokerAt("tcp://127.0.0.1:" + port.number());
        }
    }

    private void goesThroughTheBrokerAt(String url) throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        ActiveMQServerImpl broker = new ActiveMQServerImpl(configuration(url));
        broker.start();
        try (SmtpSink sink = SmtpSink.start()) {
            Map<String, String> environment = TestServers.relayingTo(sink.port());
            environment.put("SLUICE_BROKER_URL", url);
            environment.put("SLUICE_BROKER_CONTENT", "files");
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
        byte[] message = Messages.simple("shop@acme.example", "anna@example.org", "Hello", "text");
        assertThat(SmtpClient.deliverTo(
                                server.listener("relay"),
                                "app.example",
                                "shop@acme.example",
                                List.of("anna@example.org"),
                                message)
                        .code())
                .isEqualTo(250);
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
}
