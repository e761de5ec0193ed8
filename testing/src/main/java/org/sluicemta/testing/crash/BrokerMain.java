package org.sluicemta.testing.crash;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An Artemis in a process of its own, set up as docs/how-to/use-an-external-broker.md says. */
public final class BrokerMain {
    private static final int MEBIBYTE = 1 << 20;

    private BrokerMain() {}

    /** Arguments: directory, port. */
    public static void main(String[] words) throws Exception {
        Path directory = Path.of(words[0]);
        String address = "127.0.0.1:" + words[1];
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDatasync(true)
                .setJournalFileSize(MEBIBYTE)
                .setMaxDiskUsage(99)
                .setMessageExpiryScanPeriod(5_000)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .addAcceptorConfiguration("tcp", "tcp://" + address);
        configuration.addAddressSetting("#", settings());
        configuration.addAddressSetting("intake.#", settings().setMaxDeliveryAttempts(5));
        ActiveMQServerImpl server = new ActiveMQServerImpl(configuration);
        server.start();
        System.out.println(ServerProcess.READY + " broker " + address);
    }

    private static AddressSettings settings() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(20L * MEBIBYTE)
                .setPageSizeBytes(2 * MEBIBYTE)
                .setExpiryAddress(SimpleString.of("expired"))
                .setDeadLetterAddress(SimpleString.of("dead"))
                .setMaxDeliveryAttempts(-1)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST);
    }
}
