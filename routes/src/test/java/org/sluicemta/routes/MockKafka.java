package org.sluicemta.routes;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own stand-in for a broker, for the component to send to. A route file names it as a bean. */
public final class MockKafka extends DefaultKafkaClientFactory {
    private static final List<MockProducer<String, String>> PRODUCERS = new CopyOnWriteArrayList<>();

    @Override
    @SuppressWarnings("rawtypes") // Camel's own signature
    public Producer getProducer(Properties settings) {
        MockProducer<String, String> producer =
                new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
        PRODUCERS.add(producer);
        return producer;
    }

    /** What other tests sent. */
    static void forget() {
        PRODUCERS.clear();
    }

    /** {@code topic key: value} of each record. */
    static List<String> records() {
        return PRODUCERS.stream()
                .flatMap(producer -> producer.history().stream())
                .map(record -> record.topic() + " " + record.key() + ": " + record.value())
                .toList();
    }
}
