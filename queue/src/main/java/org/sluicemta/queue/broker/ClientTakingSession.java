package org.sluicemta.queue.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/** Takes messages from an external broker, in a transacted session of its client. */
final class ClientTakingSession implements TakingSession {
    private final ClientSession session;
    private final SendSession sends;
    private final FeedWindows windows;
    private final Set<ClientFeed> feeds = ConcurrentHashMap.newKeySet();

    ClientTakingSession(ClientSession session, FeedWindows windows) throws ActiveMQException {
        this.session = session;
        this.windows = windows;
        this.sends = new ClientSendSession(session);
        session.start();
    }

    @Override
    public Feed open(String queue, Taker taker) throws ActiveMQException {
        int window = windows.take();
        boolean opened = false;
        try {
            ClientFeed feed = new ClientFeed(
                    queue,
                    session.createConsumer(SimpleString.of(queue), null, window, -1, false),
                    taker,
                    closed -> ended(closed, window));
            opened = true;
            feeds.add(feed);
            feed.start();
            return feed;
        } finally {
            if (!opened) {
                windows.giveBack(window);
            }
        }
    }

    private void ended(ClientFeed feed, int window) {
        feeds.remove(feed);
        windows.giveBack(window);
    }

    @Override
    public SendSession sends() {
        return sends;
    }

    @Override
    public void forward(String queue, TakenMessage taken) throws ActiveMQException {
        try (ClientProducer producer = session.createProducer()) {
            producer.send(SimpleString.of(queue), received(taken));
        }
    }

    @Override
    public void acknowledge(TakenMessage taken) throws ActiveMQException {
        received(taken).individualAcknowledge();
    }

    private static ClientMessage received(TakenMessage taken) {
        if (taken.message() instanceof ClientMessage message) {
            return message;
        }
        throw new IllegalArgumentException("not taken from a broker elsewhere: " + taken);
    }

    @Override
    public void close() throws ActiveMQException {
        Set.copyOf(feeds).forEach(ClientFeed::end);
        sends.close();
    }
}
