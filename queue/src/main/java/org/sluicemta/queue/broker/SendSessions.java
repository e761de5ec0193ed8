package org.sluicemta.queue.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transacted sessions for many concurrent senders. Each commit waits for the disk, and commits that wait together share
 * one flush of the journal. So there are many sessions, and no grouping here.
 */
@Singleton
public final class SendSessions {
    private static final Logger LOG = LoggerFactory.getLogger(SendSessions.class);

    private final Broker broker;
    private final Connections connections;
    private final QueueUse use;
    private final Semaphore permits;
    private final Duration patience;
    private final Deque<SendSession> idle = new ConcurrentLinkedDeque<>();

    @Inject
    public SendSessions(Broker broker, Connections connections, QueueUse use, BrokerTuning tuning) {
        this.broker = broker;
        this.connections = connections;
        this.use = use;
        this.permits = new Semaphore(tuning.sendSessions());
        this.patience = tuning.callTimeout();
    }

    /**
     * Runs the sends and commits them. Returns when they are on disk.
     *
     * @throws BrokerException if nothing was committed, or the broker didn't say in time whether anything was
     */
    public void commit(SendSession.Sends sends) throws BrokerException {
        if (!broker.canWrite()) {
            throw new BrokerException(
                    "the broker takes no mail: it is stopped or its disk is full", new IOException("not writable"));
        }
        acquire();
        try (QueueUse.Permit sending = use.sending()) {
            commitWithin(sends);
        } finally {
            permits.release();
        }
    }

    private void acquire() throws BrokerException {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BrokerException(
                        "the broker is too slow: all sessions were busy for " + patience, new IOException("time-out"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while waiting for a session", e);
        }
    }

    private void commitWithin(SendSession.Sends sends) throws BrokerException {
        SendSession session = null;
        boolean committed = false;
        try {
            session = take();
            sends.into(session);
            session.commit();
            committed = true;
            idle.push(session);
        } catch (ActiveMQException | IOException | RuntimeException e) {
            throw new BrokerException("the broker did not commit: " + e.getMessage(), e);
        } finally {
            if (!committed) {
                use.inDoubt();
                discard(session);
            }
        }
    }

    private SendSession take() throws ActiveMQException {
        SendSession session = idle.poll();
        while (session != null && session.isClosed()) {
            session = idle.poll();
        }
        if (session != null) {
            return session;
        }
        SendSession direct = broker.directSession();
        return direct != null ? direct : new ClientSendSession(connections.transacted());
    }

    /** Closing rolls back. The state of a failed session can't be trusted. */
    private static void discard(@Nullable SendSession session) {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (ActiveMQException e) {
            LOG.debug(
                    "A failed session did not close either; the broker drops what it sent with its connection or at a restart",
                    e);
        }
    }
}
