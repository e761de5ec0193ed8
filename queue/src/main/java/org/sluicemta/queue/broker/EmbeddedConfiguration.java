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

/** How the embedded broker is set up. The figures are from measurements on a two-core machine; see the design notes. */
final class EmbeddedConfiguration {
    private static final int BUFFER_TIMEOUT_NANOS = 500_000;
    /** Of references that come in faster than the queue sorts them; grows by itself. The broker's own is 32 KiB a queue. */
    private static final int QUEUE_BUFFER = 128;

    private static final int RECORD_OVERHEAD = 64 << 10;
    private static final int SMALLEST_JOURNAL_FILE = 10 << 20;
    /** A message that ended the process so often while it was being read goes to the dead letters. */
    private static final int INTAKE_ATTEMPTS = 5;

    static final String PAGING = "paging";

    private EmbeddedConfiguration() {}

    static Configuration of(BrokerSettings settings, BrokerTuning tuning, int vmId, int page) {
        Configuration configuration = new ConfigurationImpl()
                .setName("sluice")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(true)
                // Not the journal's setting: a lane with a backlog would answer its senders 3.3 ms later than others.
                .setPageSyncTimeout(BUFFER_TIMEOUT_NANOS)
                .setGlobalMaxSize(tuning.heap().queues())
                .setMaxDiskUsage(settings.maxDiskUsage())
                .setDiskScanPeriod(1_000)
                .setMessageExpiryScanPeriod(tuning.expiryScan().toMillis())
                // A disk that hangs for two minutes: to stop, the broker would wait for it, in a process that looks
                // alive.
                .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.HALT)
                .setResolveProtocols(false)
                .setPersistDeliveryCountBeforeDelivery(false);
        directories(configuration, settings.directory());
        journal(configuration, settings.minLargeMessageSize());
        addresses(settings, page).forEach(configuration::addAddressSetting);
        // Nobody listens to what the broker tells of queues and consumers. As dead letters, the notifications would
        // grow without end, and on a full disk, where they cannot be written, no queue could be made, no server start.
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
                // A record must fit into the buffer, or the broker makes a large message of it anyway.
                .setJournalBufferSize_NIO(buffer)
                .setJournalFileSize(Math.max(SMALLEST_JOURNAL_FILE, 4 * buffer))
                .setJournalMinFiles(2)
                .setJournalPoolFiles(10);
    }

    /** By what matches the addresses they are for. @param page size of the pages of a queue */
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
                // Without a consumer too a queue reads ahead; what is in flight is bounded by those who take it.
                .setPrefetchPageBytes(page)
                .setMaxReadPageBytes(-1)
                .setInitialQueueBufferSize(QUEUE_BUFFER)
                .setExpiryAddress(SimpleString.of(QueueNames.EXPIRED))
                .setDeadLetterAddress(SimpleString.of(QueueNames.DEAD))
                .setSendToDLAOnNoRoute(true)
                // Every stop of the server counts as a delivery, and mail must outlive any number of them.
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
