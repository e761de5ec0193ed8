package org.sluicemta.queue.broker;

import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;
import org.sluicemta.settings.BrokerSettings;

/** How the embedded broker is configured. The figures come from measurements on a two-core machine. */
final class EmbeddedConfiguration {
    private static final int BUFFER_TIMEOUT_NANOS = 500_000;
    /**
     * Holds references that arrive faster than the queue can sort them, and grows by itself. The broker's default is 32
     * KiB per queue.
     */
    private static final int QUEUE_BUFFER = 128;

    private static final int RECORD_OVERHEAD = 64 << 10;
    private static final int SMALLEST_JOURNAL_FILE = 10 << 20;
    /** A message goes to the dead letters after the process has ended this many times while reading it. */
    private static final int INTAKE_ATTEMPTS = 5;

    static final String PAGING = "paging";

    private EmbeddedConfiguration() {}

    static Configuration of(BrokerSettings settings, BrokerTuning tuning, int vmId, int page) {
        Configuration configuration = new ConfigurationImpl()
                .setName("sluice")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(true)
                // Not the journal's value: senders to a lane with a backlog would get their reply 3.3 ms later than
                // others.
                .setPageSyncTimeout(BUFFER_TIMEOUT_NANOS)
                .setGlobalMaxSize(tuning.heap().queues())
                .setMaxDiskUsage(settings.maxDiskUsage())
                .setDiskScanPeriod(1_000)
                .setMessageExpiryScanPeriod(tuning.expiryScan().toMillis())
                // If the disk hangs for two minutes, stopping the broker would wait for it in a process that still
                // looks alive.
                .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.HALT)
                .setResolveProtocols(false)
                .setPersistDeliveryCountBeforeDelivery(false);
        directories(configuration, settings.directory());
        journal(configuration, settings.minLargeMessageSize());
        addresses(settings, page).forEach(configuration::addAddressSetting);
        // Nobody listens to the broker's notifications about queues and consumers. As dead letters they would
        // accumulate without limit. On a full disk they can't be written, so no queue could be created and no server
        // could start.
        configuration.addAddressSetting(
                configuration.getManagementNotificationAddress().toString(),
                common(settings, page).setSendToDLAOnNoRoute(false));
        QueueNames.ALL.forEach(name -> configuration.addQueueConfiguration(durable(name)));
        configuration.addAcceptorConfiguration(new TransportConfiguration(
                InVMAcceptorFactory.class.getName(), Map.of(TransportConstants.SERVER_ID_PROP_NAME, vmId), "vm"));
        return configuration;
    }

    private static void directories(Configuration configuration, Path directory) {
        configuration
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve(PAGING).toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString());
    }

    private static void journal(Configuration configuration, int minLargeMessageSize) {
        int buffer = minLargeMessageSize + RECORD_OVERHEAD;
        configuration
                .setJournalType(JournalType.NIO)
                .setJournalDatasync(true)
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalBufferTimeout_NIO(BUFFER_TIMEOUT_NANOS)
                // A record must fit into the buffer; otherwise the broker turns it into a large message anyway.
                .setJournalBufferSize_NIO(buffer)
                .setJournalFileSize(Math.max(SMALLEST_JOURNAL_FILE, 4 * buffer))
                .setJournalMinFiles(2)
                .setJournalPoolFiles(10);
    }

    /** Keyed by the pattern of the addresses they apply to. @param page size of the pages of a queue */
    static Map<String, AddressSettings> addresses(BrokerSettings settings, int page) {
        return Map.of(
                "#", common(settings, page),
                "egress.#", common(settings, page).setAutoDeleteAddresses(true),
                "later.#", common(settings, page).setAutoDeleteAddresses(true),
                "intake.#", common(settings, page).setMaxDeliveryAttempts(INTAKE_ATTEMPTS));
    }

    static QueueConfiguration durable(String name) {
        return QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST).setDurable(true);
    }

    private static AddressSettings common(BrokerSettings settings, int page) {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
                .setMaxSizeBytes(Math.max(page, settings.addressMemory()))
                .setPageSizeBytes(page)
                // A queue reads ahead even without a consumer. The takers limit what is in flight.
                .setPrefetchPageBytes(page)
                .setMaxReadPageBytes(-1)
                .setInitialQueueBufferSize(QUEUE_BUFFER)
                .setExpiryAddress(SimpleString.of(QueueNames.EXPIRED))
                .setDeadLetterAddress(SimpleString.of(QueueNames.DEAD))
                .setSendToDLAOnNoRoute(true)
                // Each stop of the server counts as a delivery attempt, and mail must survive any number of stops.
                .setMaxDeliveryAttempts(-1)
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                // The broker's own sweep can remove a queue between a transaction's routing and its commit, which loses
                // the message; QueueReaper removes idle lanes under a lock that senders hold.
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST);
    }
}
