package org.sluicemta.queue.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** A few connections to the broker, opened on first use and replaced when they break. Thread-safe. */
@Singleton
public final class Connections {
    private final Broker broker;
    private final int limit;
    private final FeedWindows windows;
    private final List<ClientSessionFactory> open = new ArrayList<>();
    private int lost;
    private final AtomicInteger turn = new AtomicInteger();

    @Inject
    public Connections(Broker broker, BrokerTuning tuning) {
        this.broker = broker;
        this.limit = tuning.connections();
        this.windows = new FeedWindows(tuning.heap().ahead());
    }

    /**
     * A session whose sends and acknowledgements take effect when it is committed. Used by one thread at a time.
     *
     * @throws ActiveMQException when the broker cannot be reached
     */
    public ClientSession transacted() throws ActiveMQException {
        return next().createTransactedSession();
    }

    /**
     * A session that takes messages and sends what follows from them in one transaction. Used by one thread at a time.
     */
    public TakingSession taking() throws ActiveMQException {
        TakingSession direct = broker.directTaking();
        return direct != null ? direct : new ClientTakingSession(transacted(), windows);
    }

    /** A session for queries: everything takes effect immediately, and the broker forgets replies as it sends them. */
    ClientSession asking() throws ActiveMQException {
        return next().createSession(null, null, false, true, true, true, 0);
    }

    private ClientSessionFactory next() throws ActiveMQException {
        List<ClientSessionFactory> gone = takeGone();
        gone.forEach(ClientSessionFactory::close);
        return one();
    }

    private synchronized List<ClientSessionFactory> takeGone() {
        List<ClientSessionFactory> gone =
                open.stream().filter(Connections::isGone).toList();
        open.removeAll(gone);
        lost += gone.size();
        return gone;
    }

    /** How many connections have been lost so far. Whatever was in transit on one of them returned to its queue. */
    public synchronized int lost() {
        return lost + (int) open.stream().filter(Connections::isGone).count();
    }

    /** Returns when everything that the broker has already sent on any connection has arrived. */
    public void awaitArrivals() throws ActiveMQException {
        for (ClientSessionFactory connection : opened()) {
            connection.createSession().close(); // the replies arrive after what was sent before them
        }
    }

    private synchronized List<ClientSessionFactory> opened() {
        return List.copyOf(open);
    }

    private synchronized ClientSessionFactory one() throws ActiveMQException {
        if (open.size() < limit) {
            open.add(broker.connect());
        }
        return open.get(Math.floorMod(turn.getAndIncrement(), open.size()));
    }

    /** Whether a connection is unusable. That can be so even if nobody closed it, because its broker has gone away. */
    static boolean isGone(ClientSessionFactory connection) {
        if (connection.isClosed()) {
            return true;
        }
        RemotingConnection wire = connection.getConnection();
        return wire == null || wire.isDestroyed();
    }

    /** Closes them all, and with them their sessions. */
    public synchronized void close() {
        open.forEach(ClientSessionFactory::close);
        open.clear();
    }
}
